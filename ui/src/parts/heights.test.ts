import { describe, expect, it } from "vitest";
import { Heights } from "./heights";

describe("heights of rows", () => {
  it("takes an estimate until a row was seen", () => {
    const heights = new Heights(50);
    heights.reset(4);
    expect(heights.above(4)).toBe(200);
    expect(heights.set(1, 90)).toBe(true);
    expect(heights.set(1, 90)).toBe(false);
    expect(heights.above(1)).toBe(50);
    expect(heights.above(2)).toBe(140);
    expect(heights.above(4)).toBe(240);
  });

  it("finds the row at a height", () => {
    const heights = new Heights(10);
    heights.reset(100);
    heights.set(3, 100);
    expect(heights.at(-5)).toBe(0);
    expect(heights.at(0)).toBe(0);
    expect(heights.at(10)).toBe(1);
    expect(heights.at(129)).toBe(3);
    expect(heights.at(130)).toBe(4);
    expect(heights.at(99_999)).toBe(99);
  });

  it("has no rows in an empty list", () => {
    const heights = new Heights(10);
    heights.reset(0);
    expect(heights.above(5)).toBe(0);
    expect(heights.at(5)).toBe(0);
    expect(heights.set(0, 4)).toBe(false);
  });
});
