import { expect, test } from "vitest";
import { parts, visible } from "./unseen";

test("what nobody sees is written out", () => {
  expect(visible("a\u202eb\u2066c\u200ed")).toBe("a⟨U+202E⟩b⟨U+2066⟩c⟨U+200E⟩d");
  expect(visible("Ot\u200bto")).toBe("Ot⟨U+200B⟩to");
  expect(visible("Ot\u200dto Ot\ufe0fto Ot\u3164to")).toBe("Ot⟨U+200D⟩to Ot⟨U+FE0F⟩to Ot⟨U+3164⟩to");
  expect(visible("x\u{e0041}\ud800")).toBe("x⟨U+E0041⟩⟨U+D800⟩");
  expect(visible(null)).toBe("");
});

test("what belongs into a script or a sign stays", () => {
  for (const word of ["می‌خواهم", "क्‍ष", "👨‍👩‍👧", "❤️", "1️⃣", "naïve", "co\u00adworker", "עִבְרִית", "tab\tline\n", "漢字"]) {
    expect(visible(word)).toBe(word);
    expect(parts(word)).toEqual([{ text: word, unseen: false }]);
  }
});

test("a text in parts is the text", () => {
  const text = "On \u202e3 May\u202c Ot\u200bto 👨‍👩‍👧 left";
  expect(parts(text).map((part) => part.text).join("")).toBe(text);
  expect(parts(text).filter((part) => part.unseen).map((part) => part.text)).toEqual(["\u202e", "\u202c", "\u200b"]);
});
