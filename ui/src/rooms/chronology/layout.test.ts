import { describe, expect, it } from "vitest";
import type { BandMark } from "../../api/types";
import { dayNumber, isoDay } from "../../lib/days";
import { layout, shapeOf, usualWindow } from "./layout";

const mark = (earliest: string | null, latest: string | null, edtf: string | null = earliest): BandMark => ({
  entry: `${earliest}${latest}`, earliest, latest, edtf, label: "asserted", accounts: 1, differs: false,
});

describe("the band of time", () => {
  it("counts days both ways", () => {
    expect(dayNumber("1970-01-02")).toBe(1);
    expect(isoDay(dayNumber("0987-02-28"))).toBe("0987-02-28");
    expect(isoDay(dayNumber("2012-02-29") + 1)).toBe("2012-03-01");
  });

  it("tells how a time is known", () => {
    expect(shapeOf(mark("2012-04-03", "2012-04-03"))).toBe("day");
    expect(shapeOf(mark("2012-04-01", "2012-04-30", "2012-04"))).toBe("calendar");
    expect(shapeOf(mark("2012-04-11", "2012-04-20", "[2012-04-11..2012-04-20]"))).toBe("within");
    expect(shapeOf(mark("2012-04-11", "2012-04-20", "2012-04-11/2012-04-20"))).toBe("throughout");
    expect(shapeOf(mark("2012-04-11", null))).toBe("after");
    expect(shapeOf(mark(null, "2012-04-11"))).toBe("before");
  });

  it("heaps what falls together and keeps apart what does not", () => {
    const days = ["2012-04-03", "2012-04-03", "2012-06-03"].map((day) => mark(day, day));
    const month = mark("2012-04-01", "2012-04-30", "2012-04");
    const found = layout([...days, month, month], (day) => day - dayNumber("2012-04-01"), 100);
    expect(found.days.map((one) => one.lane)).toEqual([0, 1, 0]);
    expect(found.dayLanes).toBe(2);
    expect(found.stretchLanes).toBe(2);
  });

  it("opens where most lies", () => {
    expect(usualWindow([])).toBeNull();
    const year = Array.from({ length: 200 }, (_, i) => 15_000 + i);
    const [low, high] = usualWindow([7_000, ...year]) ?? [0, 0];
    expect(low).toBeGreaterThan(14_900);
    expect(high).toBeGreaterThanOrEqual(15_199);
    expect(usualWindow(year)?.[0]).toBeLessThan(15_000);
  });
});
