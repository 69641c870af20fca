// A passage cut where the words that were searched for begin and end.

import type { Span } from "../../api/types";
import { CodePointText } from "../../lib/codepoints";

export interface Piece {
  words: string;
  found: boolean;
}

/** `matches` are offsets in the document, as is `start`, where the passage begins there. */
export function pieces(passage: string, start: number, matches: readonly Span[]): Piece[] {
  const text = new CodePointText(passage);
  const made: Piece[] = [];
  let at = 0;
  for (const [from, to] of [...matches].sort((a, b) => a[0] - b[0])) {
    const first = Math.max(at, from - start);
    const last = Math.min(text.length, to - start);
    if (last <= first) continue;
    if (first > at) made.push({ words: text.slice(at, first), found: false });
    made.push({ words: text.slice(first, last), found: true });
    at = last;
  }
  if (at < text.length) made.push({ words: text.slice(at), found: false });
  return made;
}
