import { expect, test } from "vitest";
import { pieces } from "./pieces";

test("a passage is cut at its matches, by code points of the document", () => {
  expect(pieces("🌊 the dam burst", 10, [[16, 19]])).toEqual([
    { words: "🌊 the ", found: false },
    { words: "dam", found: true },
    { words: " burst", found: false },
  ]);
});

test("matches that overlap, or lie outside, leave every word once", () => {
  const parts = pieces("one two three", 0, [[4, 13], [0, 7], [40, 50]]);
  expect(parts.map((part) => part.words).join("")).toBe("one two three");
  expect(parts.every((part) => part.found)).toBe(true);
});

test("without matches the passage is whole", () => {
  expect(pieces("as it is", 5, [])).toEqual([{ words: "as it is", found: false }]);
});
