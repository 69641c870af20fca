// What is filtered, as it stands in the query of the address and as the API is asked for it.

import type { Query } from "../../api/client";

export const LISTS = ["person", "place", "type", "outlet", "label"] as const;
export type ListName = (typeof LISTS)[number];

export interface Filters {
  lists: Record<ListName, string[]>;
  from: string;
  to: string;
  knownBy: string;
  words: string;
}

export function read(query: URLSearchParams): Filters {
  const lists = Object.fromEntries(LISTS.map((name) => [name, query.getAll(name)])) as Filters["lists"];
  const one = (name: string): string => query.get(name) ?? "";
  return { lists, from: one("from"), to: one("to"), knownBy: one("known_by"), words: one("q") };
}

/** As the API wants it; without the period where the whole of time is asked for. */
export function asked(filters: Filters, { period = true }: { period?: boolean } = {}): Query {
  const { lists, from, to, knownBy, words } = filters;
  return { ...lists, q: words, known_by: knownBy, ...(period ? { from, to } : {}) };
}

export function any(filters: Filters): boolean {
  const { lists, from, to, knownBy, words } = filters;
  return Boolean(from || to || knownBy || words) || LISTS.some((name) => lists[name].length > 0);
}

/** A patch for the query that takes all filters away. */
export const NONE = Object.fromEntries([...LISTS, "from", "to", "known_by", "q"].map((name) => [name, null]));
