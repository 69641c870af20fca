// Where the marks of a band lie: stretches of time hang from the top, days stand on the line of time and are heaped.

import type { BandMark } from "../../api/types";
import { dayNumber } from "../../lib/days";

export type Shape = "day" | "within" | "throughout" | "calendar" | "after" | "before";

export interface Placed {
  mark: BandMark;
  shape: Shape;
  x0: number;
  x1: number;
  /** How far from the line of time (days), or from the top (stretches): 0 is nearest. */
  lane: number;
  /** How wide the stretch is, in days; a wide vague one is drawn faintly. */
  days: number;
}

export interface Layout {
  days: Placed[];
  stretches: Placed[];
  dayLanes: number;
  stretchLanes: number;
}

type Scale = (day: number) => number;

const LEAST = 5;
const DOT = 9;
const APART = 3;

export function shapeOf({ earliest, latest, edtf }: BandMark): Shape {
  if (earliest === null) return "before";
  if (latest === null) return "after";
  if (earliest === latest) return "day";
  if (edtf?.includes("/")) return "throughout";
  return edtf !== null && /\.\.|[~?%]/.test(edtf) ? "within" : "calendar";
}

export function layout(marks: readonly BandMark[], scale: Scale, width: number): Layout {
  const placed = marks.map((mark) => place(mark, scale, width));
  const days = placed.filter((one) => one.shape === "day");
  const stretches = placed.filter((one) => one.shape !== "day");
  stretches.sort((a, b) => a.x0 - b.x0 || b.x1 - a.x1);
  days.sort((a, b) => a.x0 - b.x0);
  return { days, stretches, dayLanes: heap(days, DOT), stretchLanes: heap(stretches, 0) };
}

function place(mark: BandMark, scale: Scale, width: number): Placed {
  const shape = shapeOf(mark);
  const first = mark.earliest === null ? null : dayNumber(mark.earliest);
  const last = mark.latest === null ? null : dayNumber(mark.latest) + 1;
  if (shape === "day" && first !== null) {
    const x = scale(first + 0.5);
    return { mark, shape, x0: x, x1: x, lane: 0, days: 1 };
  }
  const x0 = first === null ? -APART : scale(first);
  const x1 = last === null ? width + APART : scale(last);
  const middle = (x0 + x1) / 2;
  const narrow = x1 - x0 < LEAST;
  return {
    mark,
    shape,
    x0: narrow ? middle - LEAST / 2 : x0,
    x1: narrow ? middle + LEAST / 2 : x1,
    lane: 0,
    days: first === null || last === null ? Infinity : last - first,
  };
}

/** Puts each into the first lane that is free there; the number of lanes. */
function heap(placed: Placed[], extent: number): number {
  const ends: number[] = [];
  for (const one of placed) {
    const begins = one.x0 - extent / 2;
    let lane = ends.findIndex((end) => end + (extent ? 0 : APART) <= begins);
    if (lane < 0) lane = ends.length;
    ends[lane] = one.x1 + extent / 2;
    one.lane = lane;
  }
  return ends.length;
}

/**
 * The window that a band opens with: where most lies. A few early or late marks would press all others together; they
 * are told of at the edges instead.
 */
export function usualWindow(middles: readonly number[]): [number, number] | null {
  if (middles.length === 0) return null;
  const sorted = middles.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const [least, most] = [at(0), at(1)];
  const [low, high] = [at(0.1), at(0.97)];
  const slack = Math.max(20, (high - low) * 0.12);
  if (high - low + 2 * slack > (most - least) * 0.6) return padded(least, most);
  return [Math.max(least - 5, low - slack), Math.min(most + 5, high + slack)];
}

export function padded(low: number, high: number): [number, number] {
  const slack = Math.max(3, (high - low) * 0.02);
  return [low - slack, high + slack];
}
