// What a person decides: put into the log, and taken back.

import { address, get, send } from "../api/client";
import type { ClaimEdit, Decision, JudgementKind, JudgementView, LogPage } from "../api/types";
import { caseState } from "./case.svelte";
import { toasts } from "./toasts.svelte";

export type Kind = Exclude<JudgementKind, "undo"> | "accept" | "reject" | "edit";

export interface Wanted {
  kind: Kind;
  parties: string[];
  name?: string;
  why?: string;
  edit?: ClaimEdit;
}

/** Writes a judgement into the log; the case is asked at once how it stands after it. */
export async function judge(wanted: Wanted): Promise<Decision> {
  const made = await send<Decision>("POST", "/api/judgements", wanted);
  void caseState.ask();
  return made;
}

export async function takeBack(id: string, why = ""): Promise<Decision> {
  const made = await send<Decision>("POST", `/api/judgements/${encodeURIComponent(id)}/undo`, { why });
  void caseState.ask();
  return made;
}

/** Takes back the last judgement of whoever sits here; null where there is none that counts. */
export async function takeLastBack(): Promise<JudgementView | null> {
  const by = caseState.state?.by ?? "";
  const log = await get<LogPage>(address("/api/judgements", { by, limit: 100 }));
  const last = log.items.find((one) => one.kind !== "undo" && canBeUndone(one));
  if (!last) return null;
  const made = await takeBack(last.id);
  toasts.say(["Taken back.", ...made.told].join(" "));
  return last;
}

export function canBeUndone(one: Pick<JudgementView, "state">): boolean {
  return one.state !== "undone" && one.state !== "replaced";
}
