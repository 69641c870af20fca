import { describe, expect, it } from "vitest";
import type { ClaimCard, TextBlock, Voice } from "../../api/types";
import { paragraphs, voiceAt } from "./pieces";

const text = "😀 Mirela fled.\n\nShe was said to have left Vlora on Monday.";
const card = (claim: string, start: number, end: number): ClaimCard =>
  ({ line: { claim, start, end, label: "asserted" } }) as unknown as ClaimCard;
const block = (claims: ClaimCard[]): TextBlock => ({
  start: 100, end: 100 + 58, text, claims, sources: [], copies: [],
  times: [{ start: 151, end: 157, words: "3 May 2004", edtf: null, earliest: null, latest: null, basis: "document" }],
  names: [{ start: 102, end: 108, kind: "person", how: "name", entity: null, name: "Mirela" }],
});
const voice = (id: string, ...spans: [number, number][]): Voice => ({ id, spans }) as unknown as Voice;

describe("a text in pieces", () => {
  it("gives back every word, by paragraphs", () => {
    const found = paragraphs(block([card("a", 102, 113), card("b", 117, 157)]), []);
    expect(found).toHaveLength(2);
    expect(found.map((one) => one.pieces.map((piece) => piece.text).join(""))).toEqual(text.split("\n\n"));
    expect(found[0]?.pieces[1]?.text).toBe("Mirela");
    expect(found[0]?.pieces[1]?.name?.name).toBe("Mirela");
    expect(found[1]?.pieces.at(-2)?.time?.words).toBe("3 May 2004");
  });

  it("knows the claims of each piece, the shortest first, and where each begins", () => {
    const found = paragraphs(block([card("long", 117, 157), card("short", 136, 147)]), []);
    const inner = found[1]?.pieces.find((piece) => piece.claims.length === 2);
    expect(inner?.claims.map((one) => one.line.claim)).toEqual(["short", "long"]);
    expect(inner?.begins).toEqual(["short"]);
  });

  it("tells voices apart inside a paragraph", () => {
    const voices = [voice("author", [100, 120], [130, 158]), voice("note", [120, 130])];
    const second = paragraphs(block([]), voices)[1];
    expect(second?.voice?.id).toBe("author");
    expect(second?.pieces.find((piece) => piece.voice)?.start).toBe(120);
    expect(voiceAt(voices, 125)?.id).toBe("note");
    expect(voiceAt(voices, 300)).toBeNull();
  });

  it("sets anew what was broken at a column", () => {
    const line = "x".repeat(70);
    const made = (words: string): TextBlock => ({ ...block([]), start: 0, end: words.length, text: words, times: [], names: [] });
    expect(paragraphs(made(`${line}\n${line}\nend`), [])[0]?.broken).toBe(true);
    expect(paragraphs(made("To:\nDear all,\nhello"), [])[0]?.broken).toBe(false);
  });
});
