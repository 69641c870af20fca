// A block of text cut into paragraphs, and those into pieces of which every mark covers the whole or nothing.

import type { ClaimCard, Span, TextBlock, Voice } from "../../api/types";
import { CodePointText, length } from "../../lib/codepoints";

export interface Piece {
  start: number;
  end: number;
  text: string;
  /** Claims that it belongs to, the shortest first. */
  claims: ClaimCard[];
  /** Claims that begin with it. */
  begins: string[];
  source: TextBlock["sources"][number]["role"] | null;
  time: TextBlock["times"][number] | null;
  name: TextBlock["names"][number] | null;
  /** Its voice, where that is not the paragraph's. */
  voice: Voice | null;
  sought: boolean;
}

export interface Paragraph {
  start: number;
  end: number;
  /** Whether its lines were broken at a column by a machine, and may be set anew. */
  broken: boolean;
  voice: Voice | null;
  pieces: Piece[];
}

const COLUMNS: readonly [number, number] = [50, 90];

export function paragraphs(block: TextBlock, voices: readonly Voice[], sought: Span | null = null): Paragraph[] {
  const text = new CodePointText(block.text);
  return stretches(block).map(({ start, end, words }) => {
    const voice = mainVoice(voices, start, end);
    return { start, end, broken: isBroken(words), voice, pieces: pieces(block, text, voices, voice, start, end, sought) };
  });
}

/** The voice that speaks at an offset; of two the one that stands inside the other. */
export function voiceAt(voices: readonly Voice[], offset: number): Voice | null {
  return voices.findLast((voice) => voice.spans.some(([start, end]) => start <= offset && offset < end)) ?? null;
}

function stretches(block: TextBlock): { start: number; end: number; words: string }[] {
  const found: { start: number; end: number; words: string }[] = [];
  let start = block.start;
  for (const part of block.text.split(/((?:[ \t]*\r?\n){2,})/)) {
    const end = start + length(part);
    if (part.trim() !== "") found.push({ start, end, words: part });
    start = end;
  }
  return found;
}

function isBroken(words: string): boolean {
  const lines = words.split(/\r?\n/).slice(0, -1);
  const wide = lines.filter((line) => line.length >= COLUMNS[0] && line.length <= COLUMNS[1]);
  return lines.length > 0 && wide.length >= lines.length * 0.8;
}

function mainVoice(voices: readonly Voice[], start: number, end: number): Voice | null {
  let best: Voice | null = null;
  let most = 0;
  for (const voice of voices) {
    const covered = voice.spans.reduce((sum, [s, e]) => sum + Math.max(0, Math.min(e, end) - Math.max(s, start)), 0);
    if (covered > most) [best, most] = [voice, covered];
  }
  return best;
}

function pieces(
  block: TextBlock,
  text: CodePointText,
  voices: readonly Voice[],
  main: Voice | null,
  start: number,
  end: number,
  sought: Span | null,
): Piece[] {
  const inside = <T extends { start: number; end: number }>(all: readonly T[]): T[] =>
    all.filter((one) => one.start < end && one.end > start);
  const claims = inside(block.claims.map((card) => ({ start: card.line.start, end: card.line.end, card })));
  claims.sort((a, b) => a.end - a.start - (b.end - b.start));
  const [sources, times, names] = [inside(block.sources), inside(block.times), inside(block.names)];
  const spoken = voices.flatMap((voice) => voice.spans.map(([s, e]) => ({ start: s, end: e })));
  const borders = new Set([start, end, ...(sought ?? [])]);
  for (const one of [...claims, ...sources, ...times, ...names, ...inside(spoken)]) borders.add(one.start).add(one.end);
  const cuts = [...borders].filter((at) => at >= start && at <= end).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? end;
    const covers = (one: { start: number; end: number }): boolean => one.start <= from && one.end >= to;
    const voice = voiceAt(voices, from);
    return {
      start: from,
      end: to,
      text: text.slice(from - block.start, to - block.start),
      claims: claims.filter(covers).map((one) => one.card),
      begins: claims.filter((one) => Math.max(one.start, start) === from).map((one) => one.card.line.claim),
      source: innermost(sources.filter(covers))?.role ?? null,
      time: times.find(covers) ?? null,
      name: innermost(names.filter(covers)) ?? null,
      voice: voice?.id === main?.id ? null : voice,
      sought: sought !== null && sought[0] <= from && sought[1] >= to,
    };
  });
}

function innermost<T extends { start: number; end: number }>(all: readonly T[]): T | undefined {
  return all.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
}
