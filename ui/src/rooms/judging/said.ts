// A line of the log as a sentence, in parts, so that whom or what it is about can be followed.

import type { JudgementView } from "../../api/types";
import { stretch } from "../../lib/links";

export interface Change {
  what: string;
  now: string;
  was: string;
}

export type LogLine = Omit<JudgementView, "kind"> & {
  kind: JudgementView["kind"] | "accept" | "reject" | "edit";
  changes?: Change[];
};

export interface Party {
  words: string;
  document: string;
  href: string | null;
  isClaim: boolean;
}

export type Part = string | Party;

const BETWEEN: Record<string, string> = {
  same: " is the same as ", different: " is not the same as ", unsure: " may or may not be ",
};
const BETWEEN_CLAIMS: Record<string, string> = {
  same: " tells of the same as ", different: " tells of another event than ", unsure: " may or may not tell of the same as ",
};
const CHECKED: Record<string, string> = {
  accept: " is read rightly", reject: " is not counted as a claim", edit: " is read otherwise",
};

export const KINDS: Record<string, string> = {
  same: "the same", different: "different", unsure: "left open", alias: "another name", settled: "settled",
  accept: "accepted", reject: "rejected", edit: "edited", undo: "taken back",
};

export const STATES: Record<JudgementView["state"], string> = {
  in_force: "in force", undone: "taken back", replaced: "replaced by a later one",
  overruled: "without effect, another overrules it", waits: "waits until it has an effect",
};

/** `undone` is the line that an undo takes back, where it is known. */
export function said(line: LogLine, undone?: LogLine): Part[] {
  const [one, other] = line.subjects.map((_, index) => party(line, index));
  if (line.kind === "undo") return undone && undone.kind !== "undo" ? ["Takes back: ", ...said(undone)] : [`Takes back judgement ${short(line.undoes)}`];
  if (!one) return [KINDS[line.kind] ?? line.kind];
  if (line.kind === "alias") return [`“${line.name ?? ""}” stands for `, one];
  if (line.kind in CHECKED) return [one, CHECKED[line.kind] ?? "", changed(line.changes ?? [])];
  if (!other) return [one];
  if (line.kind === "settled") return [`The difference of ${line.name ?? ""} between `, one, " and ", other, " is settled"];
  const between = one.isClaim ? BETWEEN_CLAIMS : BETWEEN;
  return [one, between[line.kind] ?? ` ${line.kind} `, other];
}

export function short(id: string | null): string {
  return (id ?? "").slice(0, 8);
}

function changed(changes: readonly Change[]): string {
  return changes.length > 0 ? `: ${changes.map((one) => `${one.what} ${one.now} (was ${one.was})`).join(", ")}` : "";
}

function party(line: LogLine, index: number): Party {
  const subject = line.subjects[index]!;
  const shown = line.evidence.find((one) => one.document === subject.document && (subject.kind === "entity" || one.exact === subject.name)) ?? line.evidence[index];
  const isClaim = subject.kind === "claim";
  const href = shown ? stretch(shown.document, shown.start, shown.end) : null;
  return { words: isClaim ? `“${subject.name}”` : subject.name, document: subject.document_name, href, isClaim };
}
