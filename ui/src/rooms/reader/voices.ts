// How a voice is named and drawn: a hue and a way of drawing the rule, so that no two differ by colour alone.

import type { Voice } from "../../api/types";
import { day, sentenceCase } from "../../lib/words";

export const HUES = 6;
const RULES = ["solid", "double", "dashed", "dotted"] as const;

export function hue(voice: Voice): number {
  return voice.hue % HUES;
}

export function rule(voice: Voice): string {
  return RULES[voice.hue % RULES.length] ?? "solid";
}

/** How deep it stands inside others. */
export function depth(voice: Voice, voices: readonly Voice[]): number {
  let deep = 0;
  let parent = voice.parent;
  while (parent !== null && deep < 4) {
    deep++;
    parent = voices.find((one) => one.id === parent)?.parent ?? null;
  }
  return deep;
}

export function kindOf(voice: Voice): string {
  return sentenceCase(voice.kind === "author" ? "author" : voice.kind === "message" ? "message" : voice.words);
}

/** Who speaks, as far as the text says. */
export function who(voice: Voice): string {
  return [voice.outlet, ...voice.authors].filter(Boolean).join(", ");
}

export function title(voice: Voice): string {
  const words = [kindOf(voice), who(voice), day(voice.published), voice.abridged ? "abridged" : ""];
  return words.filter(Boolean).join(" · ");
}
