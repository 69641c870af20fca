// The queues of what waits, and what can be said of what is in them.

import type { ClaimLine, QueueItem } from "../../api/types";
import type { Kind } from "../../lib/judge";
import { counted } from "../../lib/words";

export type QueueKind = QueueItem["kind"];
export type Tab = QueueKind | "log";

export interface Choice {
  key: string;
  kind: Kind;
  words: string;
  /** What is said when it is done. */
  done: string;
  /** Whether the log wants to know why. */
  reasoned?: boolean;
}

interface Of {
  title: string;
  count: (value: number) => string;
  choices: readonly Choice[];
  /** What can be tried out beforehand, and how that is asked. */
  previews: readonly { kind: "same" | "different"; words: string }[];
}

const UNSURE: Choice = { key: "n", kind: "unsure", words: "Not sure", done: "Left open." };

export const QUEUES: Record<QueueKind, Of> = {
  names: {
    title: "Names",
    count: (value) => counted(value, "pair of names", "pairs of names"),
    choices: [
      { key: "s", kind: "same", words: "The same", done: "Judged to be the same." },
      { key: "d", kind: "different", words: "Different", done: "Judged to be different." },
      UNSURE,
    ],
    previews: [
      { kind: "same", words: "If they are the same" },
      { kind: "different", words: "If they are different" },
    ],
  },
  happenings: {
    title: "Events",
    count: (value) => counted(value, "pair of events", "pairs of events"),
    choices: [
      { key: "s", kind: "same", words: "The same event", done: "Judged to be one event." },
      { key: "d", kind: "different", words: "Different events", done: "Judged to be different events." },
      UNSURE,
    ],
    previews: [
      { kind: "same", words: "If they are one event" },
      { kind: "different", words: "If they are two" },
    ],
  },
  differences: {
    title: "Differences",
    count: (value) => counted(value, "difference"),
    choices: [
      { key: "s", kind: "settled", words: "Settled", done: "Settled.", reasoned: true },
      { key: "d", kind: "different", words: "Different events", done: "Judged to be different events." },
    ],
    previews: [{ kind: "different", words: "If they tell of different events" }],
  },
  claims: {
    title: "Claims",
    count: (value) => counted(value, "claim"),
    choices: [
      { key: "a", kind: "accept", words: "Accept", done: "Accepted as it was read." },
      { key: "r", kind: "reject", words: "Reject", done: "Not counted as a claim any more." },
      { key: "e", kind: "edit", words: "Edit", done: "Read as you say." },
    ],
    previews: [],
  },
};

export const TABS: readonly Tab[] = ["names", "happenings", "differences", "claims", "log"];

export function tabOf(value: string | null): Tab {
  return TABS.find((one) => one === value) ?? "names";
}

/** Who or what is judged, as the server wants it. */
export function parties(item: QueueItem): string[] {
  if (item.kind === "names") return (item.names ?? []).map((one) => one.id);
  return claimsOf(item).map((line) => line.claim);
}

/** The claims that an item is about; of a difference the first on each side. */
export function claimsOf(item: QueueItem): ClaimLine[] {
  if (item.difference) return item.difference.sides.flatMap((side) => side.accounts.slice(0, 1));
  return item.claims ?? [];
}
