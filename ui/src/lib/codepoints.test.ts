import { describe, expect, it } from "vitest";
import { CodePointText, length } from "./codepoints";

describe("texts by code points", () => {
  it("slices a plain text as it is", () => {
    const text = new CodePointText("Mirela fled on 3 May.");
    expect(text.length).toBe(21);
    expect(text.slice(7, 11)).toBe("fled");
  });

  it("counts a character beyond U+FFFF once", () => {
    const text = new CodePointText("a😀b𝔊c");
    expect(text.length).toBe(5);
    expect(length("a😀b𝔊c")).toBe(5);
    expect(text.slice(1, 2)).toBe("😀");
    expect(text.slice(2, 4)).toBe("b𝔊");
    expect(text.slice(4)).toBe("c");
    expect(text.unit(5)).toBe(7);
  });

  it("agrees with the code points of any mixture", () => {
    const words = "“Ой” 👩‍👩‍👧 سلام 𐍈 e\u0301 🇬🇧.";
    const points = Array.from(words);
    const text = new CodePointText(words);
    for (let start = 0; start <= points.length; start++)
      for (let end = start; end <= points.length; end++)
        expect(text.slice(start, end)).toBe(points.slice(start, end).join(""));
  });

  it("counts a lone surrogate as one and never reaches past the ends", () => {
    const text = new CodePointText("x\ud83dy\ude00z");
    expect(text.length).toBe(5);
    expect(text.slice(2, 3)).toBe("y");
    expect(text.slice(-4, 99)).toBe("x\ud83dy\ude00z");
    expect(new CodePointText("").slice(0, 3)).toBe("");
  });
});
