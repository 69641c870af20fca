// Where those stand who are in claims with each other. The forces run to rest before anything is drawn, from one and the
// same beginning, so that the picture of a case is always the same.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { SimulationLinkDatum, SimulationNodeDatum } from "d3-force";
import type { CastGraph } from "../../api/types";

export interface Node extends SimulationNodeDatum {
  id: string;
  name: string;
  kind: string;
  claims: number;
  radius: number;
  x: number;
  y: number;
  /** Where the name stands; null where it would lie on others, and is shown only when pointed at. */
  label: { x: number; y: number } | null;
}

export interface Tie extends SimulationLinkDatum<Node> {
  source: Node;
  target: Node;
  claims: number;
}

export interface Network {
  nodes: Node[];
  ties: Tie[];
  /** Those who are in no claim with any of the others. */
  alone: Node[];
}

const LABEL = 6.4;
const MOST = 26;
const NARROW = 600;
const LEAST = 2.5;
const MOST_WIDE = 14;

export function network(graph: CastGraph, width: number, height: number): Network {
  // As many as there is room for.
  const shown = graph.nodes.slice(0, width < NARROW ? 24 : graph.nodes.length);
  const there = new Set(shown.map((node) => node.id));
  const edges = graph.edges.filter((edge) => there.has(edge.a) && there.has(edge.b));
  const tied = new Set(edges.flatMap((edge) => [edge.a, edge.b]));
  const largest = Math.max(1, ...shown.map((node) => node.claims));
  const all = shown.map((node, index): Node => {
    // A sunflower, wide where the page is wide.
    const [angle, far] = [index * 2.39996, Math.sqrt(index + 0.5) * 26];
    const at = { x: width / 2 + Math.cos(angle) * far * (width / height), y: height / 2 + Math.sin(angle) * far };
    return { ...node, ...at, radius: LEAST + (MOST_WIDE - LEAST) * Math.sqrt(node.claims / largest), label: null };
  });
  const nodes = all.filter((node) => tied.has(node.id));
  const by = new Map(nodes.map((node) => [node.id, node]));
  const ties = edges.flatMap(({ a, b, claims }) => {
    const [source, target] = [by.get(a), by.get(b)];
    return source && target ? [{ source, target, claims }] : [];
  });
  const most = Math.max(1, ...ties.map((tie) => tie.claims));
  const simulation = forceSimulation(nodes)
    .force("tie", forceLink<Node, Tie>(ties).distance((tie) => 120 - 45 * (tie.claims / most)).strength(0.35))
    .force("apart", forceManyBody<Node>().strength(-330).distanceMax(Math.max(width, height) / 2))
    .force("names", forceCollide<Node>((node) => Math.max(node.radius + 12, Math.min(node.name.length * LABEL * 0.4, 52))))
    .force("x", forceX<Node>(width / 2).strength(0.05))
    .force("y", forceY<Node>(height / 2).strength(0.05 * (width / height)))
    .stop();
  simulation.tick(320);
  fit(nodes, width, height);
  placeNames(nodes, width);
  return { nodes, ties, alone: all.filter((node) => !tied.has(node.id)) };
}

/** Draws it as large as the room is, with air for the names. */
function fit(nodes: readonly Node[], width: number, height: number): void {
  if (nodes.length === 0) return;
  const spread = (values: number[], room: number, air: number): ((value: number) => number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const scale = high > low ? Math.min((room - 2 * air) / (high - low), 1.6) : 1;
    return (value) => room / 2 + (value - (low + high) / 2) * scale;
  };
  const x = spread(nodes.map((node) => node.x), width, 80);
  const y = spread(nodes.map((node) => node.y), height, 30);
  for (const node of nodes) {
    node.x = Math.round(x(node.x));
    node.y = Math.round(y(node.y));
  }
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Longer names are cut short in the picture, between words: what stands there is a part of what its link is called. */
export function short(name: string): string {
  if (name.length <= MOST) return name;
  const end = Math.max(name.lastIndexOf(" ", MOST - 1), name.indexOf(" "));
  // Nor in a bracket: what is in one that is closed does not count where the two are compared.
  return end < 0 ? name : `${name.slice(0, end).replace(/\s*\([^)]*$/u, "")}…`;
}

/** Below its dot, above it or beside it, where it lies on nothing else; those of more claims first. */
function placeNames(nodes: readonly Node[], width: number): void {
  const taken: Box[] = nodes.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
  for (const node of nodes.toSorted((a, b) => b.claims - a.claims)) {
    const half = (short(node.name).length * LABEL) / 2;
    const inside = Math.max(half + 2, Math.min(node.x, width - half - 2));
    const aside = half + node.radius + 5;
    const places = [
      { x: inside, y: node.y + node.radius + 14 },
      { x: inside, y: node.y - node.radius - 5 },
      { x: node.x + aside, y: node.y + 4 },
      { x: node.x - aside, y: node.y + 4 },
    ].filter((place) => place.x - half >= 0 && place.x + half <= width);
    for (const { x, y } of places) {
      const box = { left: x - half, right: x + half, top: y - 12, bottom: y + 4 };
      const over = (one: Box): boolean =>
        one.left < box.right && one.right > box.left && one.top < box.bottom && one.bottom > box.top;
      if (taken.some(over)) continue;
      node.label = { x, y };
      taken.push(box);
      break;
    }
  }
}
