// The rooms: where each is, what it is called, and how it is fetched when somebody first goes there.

import type { Component } from "svelte";

export interface Params {
  id?: string;
}

export interface Room {
  name: string;
  /** A segment that begins with ":" is handed to the room. */
  path: string;
  load: () => Promise<{ default: unknown }>;
  /** The key that leads there after "g"; rooms without stand in no menu. */
  key?: string;
}

export const ROOMS: readonly Room[] = [
  { name: "Overview", path: "/", key: "o", load: () => import("./overview/Overview.svelte") },
  { name: "Chronology", path: "/chronology", key: "c", load: () => import("./chronology/Chronology.svelte") },
  { name: "Cast", path: "/cast", key: "p", load: () => import("./cast/Cast.svelte") },
  { name: "Differences", path: "/differences", key: "d", load: () => import("./differences/Differences.svelte") },
  { name: "Ledger", path: "/ledger", key: "e", load: () => import("./ledger/Ledger.svelte") },
  { name: "Map", path: "/map", key: "m", load: () => import("./map/Map.svelte") },
  { name: "Questions", path: "/questions", key: "q", load: () => import("./questions/Questions.svelte") },
  { name: "Judging", path: "/judging", key: "j", load: () => import("./judging/Judging.svelte") },
  { name: "Search", path: "/search", load: () => import("./search/Search.svelte") },
  { name: "Reader", path: "/documents/:id", load: () => import("./reader/Reader.svelte") },
  { name: "Trace", path: "/claims/:id", load: () => import("./trace/Trace.svelte") },
  { name: "People", path: "/people", load: () => import("./people/People.svelte") },
  { name: "Cast", path: "/cast/:id", load: () => import("./cast/Member.svelte") },
];

export function find(path: string): { room: Room; params: Params } | null {
  for (const room of ROOMS) {
    const params = match(room.path, path);
    if (params) return { room, params };
  }
  return null;
}

/** The room itself. One without parameters takes none, and is no worse for being handed them. */
export async function fetched(room: Room): Promise<Component<Params>> {
  return (await room.load()).default as Component<Params>;
}

function match(pattern: string, path: string): Params | null {
  const wanted = pattern.split("/").filter(Boolean);
  const given = path.split("/").filter(Boolean);
  if (wanted.length !== given.length) return null;
  const params: Params = {};
  for (const [index, segment] of wanted.entries()) {
    const part = given[index] ?? "";
    if (segment === ":id") params.id = decoded(part);
    else if (segment !== part) return null;
  }
  return params;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
