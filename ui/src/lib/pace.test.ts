import { expect, test } from "vitest";
import { timeLeft } from "./pace";

test("the time that is left is told once enough is done to tell", () => {
  expect(timeLeft({ done: 1, total: 12, left: 40 })).toBeNull();
  expect(timeLeft({ done: 2, total: 3, left: 40 })).toBeNull();
  expect(timeLeft({ done: 9, total: 100, left: 40 })).toBeNull();
  expect(timeLeft({ done: 10, total: 100, left: 40 })).toBe("about 40 seconds left");
  expect(timeLeft({ done: 3, total: 12, left: 120 })).toBe("about 2 minutes left");
  expect(timeLeft({ done: 12, total: 12, left: 0 })).toBeNull();
  expect(timeLeft({ done: 5, total: 12, left: null })).toBeNull();
});
