// Addresses of rooms.

import type { ClaimLine } from "../api/types";

export function passage(line: Pick<ClaimLine, "document" | "claim">): string {
  return `/documents/${encodeURIComponent(line.document)}?claim=${encodeURIComponent(line.claim)}`;
}

/** A document, from its beginning. */
export function reader(document: string): string {
  return `/documents/${encodeURIComponent(document)}`;
}

/** A stretch of a document, by code points. */
export function stretch(document: string, start: number, end: number): string {
  return `/documents/${encodeURIComponent(document)}?at=${start}-${end}`;
}

export function trace(claim: string): string {
  return `/claims/${encodeURIComponent(claim)}`;
}

export function castMember(id: string): string {
  return `/cast/${encodeURIComponent(id)}`;
}
