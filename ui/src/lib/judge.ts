// What a person decides: put into the log, and taken back.

import { address, get, send, sentence } from "../api/client";
import type { ClaimEdit, Decision, Job, JudgementKind, JudgementView, LogPage, Preview } from "../api/types";
import { caseState, isGoing } from "./case.svelte";
import { toasts } from "./toasts.svelte";

const BETWEEN_QUESTIONS = 350;
const SOON = 1_000;

export type Kind = Exclude<JudgementKind, "undo"> | "accept" | "reject" | "edit";

export interface Wanted {
  kind: Kind;
  parties: readonly string[];
  name?: string | null;
  why?: string;
  edit?: ClaimEdit;
}

/** Writes a judgement into the log; the case is asked at once how it stands after it. */
export async function judge(wanted: Wanted): Promise<Decision> {
  const made = await send<Decision>("POST", "/api/judgements", wanted);
  askTwice();
  return made;
}

export async function takeBack(id: string, why = ""): Promise<Decision> {
  const made = await send<Decision>("POST", `/api/judgements/${encodeURIComponent(id)}/undo`, { why });
  askTwice();
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

/** The same, and a message says so, with its way back; null where the server refused, which is told too. */
export async function judgeAndSay(wanted: Wanted, said: string): Promise<Decision | null> {
  return await told(() => judge(wanted), said, true);
}

export async function takeBackAndSay(id: string, said = "Taken back."): Promise<Decision | null> {
  return await told(() => takeBack(id), said, false);
}

/** What a judgement would change. Rejects with the server's sentence where it would not take it. */
export async function previewed(asked: Wanted, signal: AbortSignal): Promise<Preview> {
  let job = await send<Job>("POST", "/api/previews", asked);
  while (isGoing(job)) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_QUESTIONS));
    job = await get<Job>(`/api/jobs/${encodeURIComponent(job.id)}`, { signal });
  }
  if (job.state !== "done") throw new Error(job.sentence ?? "It could not be worked out what this would change.");
  return job.result as Preview;
}

/** Once now, and once when the server has begun to work out what has changed: from then on it is asked often. */
function askTwice(): void {
  void caseState.ask();
  setTimeout(() => void caseState.ask(), SOON);
}

async function told(ask: () => Promise<Decision>, said: string, undo: boolean): Promise<Decision | null> {
  try {
    const made = await ask();
    const words = [made.known ? "That was judged already." : said, ...made.told].join(" ");
    const { id } = made.judgement;
    toasts.say(words, { action: undo && !made.known ? { words: "Undo", run: () => void takeBackAndSay(id) } : undefined });
    return made;
  } catch (error) {
    toasts.say(sentence(error), { kind: "trouble" });
    return null;
  }
}
