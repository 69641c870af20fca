// A stretch of a document in its surroundings, fetched when somebody points at it.

import { get } from "../api/client";
import type { TextBlock } from "../api/types";
import { CodePointText } from "./codepoints";

export interface Excerpt {
  before: string;
  exact: string;
  after: string;
}

const AROUND = 220;
const KEPT = 300;
const SENTENCE_END = /[.!?…]["'”’)\]]*\s+(?=\S)|\n\s*\n/gu;
const known = new Map<string, Promise<Excerpt>>();

export function excerpt(document: string, start: number, end: number): Promise<Excerpt> {
  const key = `${document} ${start} ${end}`;
  const asked = known.get(key) ?? read(document, start, end);
  if (known.size > KEPT) known.clear();
  known.set(key, asked);
  asked.catch(() => known.delete(key));
  return asked;
}

async function read(document: string, start: number, end: number): Promise<Excerpt> {
  const from = Math.max(0, start - AROUND);
  const url = `/api/documents/${encodeURIComponent(document)}/text?start=${from}&end=${end + AROUND}`;
  const block = await get<TextBlock>(url);
  const text = new CodePointText(block.text);
  const before = text.slice(0, start - block.start);
  const after = text.slice(end - block.start);
  return {
    before: spaced(lastSentence(before, block.start > 0)),
    exact: spaced(text.slice(start - block.start, end - block.start)),
    after: spaced(firstSentence(after)),
  };
}

function lastSentence(text: string, cut: boolean): string {
  const ends = [...text.matchAll(SENTENCE_END)].map((found) => found.index + found[0].length);
  const at = ends.at(-1);
  if (at !== undefined) return text.slice(at);
  return cut ? `…${text.slice(text.search(/\s/u) + 1)}` : text;
}

function firstSentence(text: string): string {
  const found = /[.!?…]["'”’)\]]*(?=\s|$)|\n\s*\n/u.exec(text);
  if (found) return text.slice(0, found.index + found[0].trimEnd().length);
  return text.length >= AROUND ? `${text.slice(0, text.lastIndexOf(" "))}…` : text;
}

function spaced(text: string): string {
  return text.replace(/\s+/gu, " ");
}
