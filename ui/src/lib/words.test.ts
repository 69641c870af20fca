import { expect, test } from "vitest";
import { isNamedAs } from "./words";

test("a file that is called as its title is needs no second name", () => {
  expect(isNamedAs("letter.txt", null)).toBe(true);
  expect(isNamedAs("the-burst-dam.html", "The burst dam")).toBe(true);
  expect(isNamedAs("The burst dam", "The burst dam")).toBe(true);
  expect(isNamedAs("03-herald.html", "The burst dam")).toBe(false);
});
