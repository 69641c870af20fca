// The stops of somebody on a map: which share a spot, which way is told of between them, and what the map shows.

import { geoMercator, geoPath, type GeoPath, type GeoProjection } from "d3-geo";
import type { Stop, Whereabouts } from "../../api/types";

/** One dated stop, by its place in the list. */
export interface Numbered {
  stop: Stop;
  number: number;
}

export interface Spot {
  key: string;
  lon: number;
  lat: number;
  /** As the texts call it. */
  name: string;
  stops: Numbered[];
}

/** A way from one stop to the next that puts somebody somewhere. */
export interface Leg {
  key: string;
  from: Numbered;
  to: Numbered;
  /** Whether a passage tells of the way; else no more than the order is known. */
  told: boolean;
  hedged: boolean;
  /** Whether nothing says where somebody was in between. */
  gap: boolean;
}

/** Whether it counts as having been there: not what is denied, planned, or an absence. */
export function puts(stop: Stop): boolean {
  return stop.kind !== "absence" && (stop.line.label === "asserted" || stop.line.label === "hedged");
}

export function spots(whereabouts: Whereabouts): Spot[] {
  const found = new Map<string, Spot>();
  whereabouts.dated.forEach((stop, index) => {
    if (!stop.spot) return;
    const key = `${stop.spot.lat} ${stop.spot.lon}`;
    const spot = found.get(key) ?? { key, lon: stop.spot.lon, lat: stop.spot.lat, name: stop.place ?? stop.spot.name, stops: [] };
    spot.stops.push({ stop, number: index + 1 });
    found.set(key, spot);
  });
  return [...found.values()];
}

export function legs(whereabouts: Whereabouts): Leg[] {
  const found: Leg[] = [];
  let last: Numbered | null = null;
  let gap = false;
  whereabouts.dated.forEach((stop, index) => {
    gap ||= Boolean(whereabouts.gaps[index]);
    if (!puts(stop) || !stop.spot) return;
    const here = { stop, number: index + 1 };
    if (last?.stop.spot && (last.stop.spot.lat !== stop.spot.lat || last.stop.spot.lon !== stop.spot.lon)) {
      const hedged = stop.line.label === "hedged" || last.stop.line.label === "hedged";
      found.push({ key: `${last.number} ${here.number}`, from: last, to: here, told: stop.kind === "movement", hedged, gap });
    }
    last = here;
    gap = false;
  });
  return found;
}

/** Zoomed to the spots, with air around them; a single one is shown in its region. */
export function projected(found: readonly Spot[], width: number, height: number): { project: GeoProjection; draw: GeoPath } {
  const points = found.map((one): [number, number] => [one.lon, one.lat]);
  const project = geoMercator();
  const air = Math.min(90, width / 6);
  const frame: [[number, number], [number, number]] = [[air, air * 0.9], [width - air, height - air * 0.9]];
  if (points.length === 0) project.fitExtent([[0, 0], [width, height]], { type: "Sphere" });
  else project.fitExtent(frame, { type: "MultiPoint", coordinates: points });
  // No nearer than a region: a dot at the centre of a place says no more.
  const nearest = (width / 9) * (180 / Math.PI);
  if (points.length > 0 && project.scale() > nearest) {
    const [x, y] = middle(points);
    project.scale(nearest).center([x, y]).translate([width / 2, height / 2]);
  }
  project.clipExtent([[-2, -2], [width + 2, height + 2]]);
  return { project, draw: geoPath(project) };
}

function middle(points: readonly [number, number][]): [number, number] {
  const half = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  return [half(points.map((one) => one[0])), half(points.map((one) => one[1]))];
}

export interface Labelled {
  spot: Spot;
  x: number;
  y: number;
  /** On which side of the dot the name stands. */
  side: "right" | "left" | "above" | "below";
}

interface Taken {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const LETTER = 7.2;
const LINE = 17;

/** The numbers of the stops at a spot: "2", "8, 9". */
export function numbers(spot: Spot): string {
  const all = spot.stops.map((one) => String(one.number));
  return all.length > 3 ? `${all.slice(0, 2).join(", ")} …` : all.join(", ");
}

/**
 * Names beside their dots, where they lie on no other dot, no other name and on none of `ways` (points along them); in
 * the order of the stops.
 */
export function labelled(
  found: readonly Spot[], project: GeoProjection, width: number, ways: readonly (readonly [number, number])[] = [],
): Labelled[] {
  const dots = found.flatMap((spot) => {
    const at = project([spot.lon, spot.lat]);
    return at ? [{ spot, x: at[0], y: at[1] }] : [];
  });
  const around = (x: number, y: number, by: number): Taken => ({ left: x - by, right: x + by, top: y - by, bottom: y + by });
  const taken = [...dots.map(({ x, y }) => around(x, y, 11)), ...ways.map(([x, y]) => around(x, y, 2))];
  return dots.map((dot, index) => {
    const long = (dot.spot.name.length + numbers(dot.spot).length + 2) * LETTER;
    const boxes = {
      right: { left: dot.x + 13, right: dot.x + 13 + long, top: dot.y - LINE / 2, bottom: dot.y + LINE / 2 },
      left: { left: dot.x - 13 - long, right: dot.x - 13, top: dot.y - LINE / 2, bottom: dot.y + LINE / 2 },
      above: { left: dot.x - long / 2, right: dot.x + long / 2, top: dot.y - 13 - LINE, bottom: dot.y - 13 },
      below: { left: dot.x - long / 2, right: dot.x + long / 2, top: dot.y + 13, bottom: dot.y + 13 + LINE },
    };
    const sides = (Object.keys(boxes) as (keyof typeof boxes)[]).filter(
      (side) => boxes[side].left > 0 && boxes[side].right < width,
    );
    const free = sides.find((side) => {
      const box = boxes[side];
      const over = (one: Taken, at: number): boolean =>
        at !== index && one.left < box.right && one.right > box.left && one.top < box.bottom && one.bottom > box.top;
      return !taken.some(over);
    });
    const side = free ?? sides[0] ?? "right";
    taken.push(boxes[side]);
    return { ...dot, side };
  });
}

type Point = readonly [number, number];

/** A bowed way, so that there and back do not lie on each other, and points along it; null for one of no length. */
export function bow(from: Point, to: Point, short: number): { path: string; along: Point[] } | null {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const long = Math.hypot(dx, dy);
  if (long < 1) return null;
  const bend = Math.min(0.18 * long, 60);
  const control: Point = [(from[0] + to[0]) / 2 - (dy / long) * bend, (from[1] + to[1]) / 2 + (dx / long) * bend];
  const begin = toward(from, control, short);
  const ending = toward(to, control, short);
  const steps = Math.max(2, Math.ceil(long / 8));
  const along = Array.from({ length: steps + 1 }, (_, step): Point => {
    const t = step / steps;
    const at = (axis: 0 | 1): number => begin[axis] * (1 - t) ** 2 + 2 * control[axis] * t * (1 - t) + ending[axis] * t ** 2;
    return [at(0), at(1)];
  });
  return { path: `M${begin.join(" ")}Q${control.map(round).join(" ")} ${ending.join(" ")}`, along };
}

function toward(from: readonly [number, number], to: readonly [number, number], by: number): [number, number] {
  const long = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const part = Math.min(by / long, 0.45);
  return [round(from[0] + (to[0] - from[0]) * part), round(from[1] + (to[1] - from[1]) * part)];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
