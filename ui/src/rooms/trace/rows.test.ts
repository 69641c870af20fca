import { describe, expect, it } from "vitest";
import type { ClaimLine, Trace } from "../../api/types";
import { layout } from "./layout";
import { picture, steps } from "./rows";

const NONE: ReadonlySet<string> = new Set();

function line(claim: string, more: Partial<ClaimLine> = {}): ClaimLine {
  return {
    claim, document: `doc-${claim}`, document_name: `${claim}.txt`, outlet: "The Wold Gazette", published: "2013-06-07",
    voice: null, start: 0, end: 4, text: "left", who: null, predicate: "leave", when: null, edtf: null, earliest: null,
    latest: null, basis: null, where: null, label: "asserted", polarity: "positive", act: "assert",
    chain: [{ name: "The Wold Gazette", kind: "outlet" }, { name: "a clerk", kind: "unnamed_person" }],
    chain_words: "The Wold Gazette > a clerk", ...more,
  } as ClaimLine;
}

function trace(accounts: ClaimLine[], origins: string[][]): Trace {
  const all = [line("mine"), ...accounts];
  return {
    line: all[0], chain: [], copies: [], accounts: accounts.map((one) => ({ line: one, differs: [] })),
    origins: {
      sentence: "", least: 1, most: origins.length, first_hand: 0, denying_least: 0, denying_most: 0, denying: [],
      origins: origins.map((claims, index) => ({ name: `origin ${index}`, claims, sight: null })), edges: [],
      accounts: all, denials: [],
    },
  } as unknown as Trace;
}

describe("steps", () => {
  it("puts an author under the outlet", () => {
    const chain = [{ name: "Gazette", kind: "outlet" }, { name: "Ann Ode", kind: "author" }] as ClaimLine["chain"];
    expect(steps(line("a", { chain })).map(({ name, under }) => [name, under])).toEqual([["Gazette", "Ann Ode"]]);
  });

  it("begins with the document where a voice inside it speaks", () => {
    expect(steps(line("a", { voice: "quoted article" })).map((one) => one.name)).toEqual([
      "a.txt", "The Wold Gazette", "a clerk",
    ]);
  });
});

describe("picture", () => {
  it("has the origin of the claim first, and what no origin has last", () => {
    const drawn = picture(trace([line("b"), line("c"), line("d")], [["b", "c"], ["mine"]]), NONE);
    expect(drawn.groups.map((one) => [one.name, one.says])).toEqual([
      ["origin 1", "asserts"], ["origin 0", "asserts"], ["", "uncounted"],
    ]);
  });

  it("folds what is many, and unfolds it", () => {
    const many = Array.from({ length: 59 }, (_, index) => line(`x${String(index).padStart(2, "0")}`));
    const whole = trace(many, [["mine", ...many.map((one) => one.claim)]]);
    expect(picture(whole, NONE).groups[0]?.rows).toHaveLength(4);
    expect(picture(whole, new Set(["origin-0-more"])).groups[0]?.rows).toHaveLength(61);
  });

  it("folds origins beyond the first few", () => {
    const many = Array.from({ length: 40 }, (_, index) => line(`x${index}`));
    const drawn = picture(trace(many, [["mine"], ...many.map((one) => [one.claim])]), NONE);
    expect([drawn.groups.length, drawn.more?.words]).toEqual([7, "34 more origins with 34 accounts"]);
  });
});

describe("layout", () => {
  it("is the same for the same trace, and nothing lies on anything else", () => {
    const drawn = picture(trace([line("b"), line("c")], [["mine", "b"], ["c"]]), NONE);
    const made = layout(drawn, 1000);
    expect(layout(drawn, 1000)).toEqual(made);
    const tops = made.accounts.map((one) => one.box.y);
    expect(tops.every((y, index) => index === 0 || y >= (tops[index - 1] ?? 0) + 50)).toBe(true);
    expect(made.width).toBeLessThanOrEqual(1000);
  });
});
