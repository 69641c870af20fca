// What a person decides: put into the log, and taken back.

import { address, get, pause, send, sentence } from "../api/client";
import type { ClaimEdit, Decision, Job, JudgementKind, JudgementView, LogPage, Preview } from "../api/types";
import { caseState, isGoing } from "./case.svelte";
import { toasts, type Toast } from "./toasts.svelte";

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

let turn: Promise<unknown> = Promise.resolve();

/**
 * What is written into the log goes one after the other, as it was asked for: who judges and at once takes back the last
 * takes back this one, and who asks twice the last two.
 */
function inTurn<T>(write: () => Promise<T>): Promise<T> {
  const written = turn.then(write);
  turn = written.catch(() => null);
  return written;
}

/** Writes a judgement into the log; the case is asked at once how it stands after it. */
export function judge(wanted: Wanted): Promise<Decision> {
  return inTurn(async () => {
    const made = await send<Decision>("POST", "/api/judgements", wanted);
    askTwice();
    return made;
  });
}

export function takeBack(id: string, why = ""): Promise<Decision> {
  return inTurn(() => undo(id, why));
}

/** Takes back the last judgement of whoever sits here; null where there is none that counts. */
export function takeLastBack(): Promise<JudgementView | null> {
  return inTurn(async () => {
    const by = caseState.state?.by ?? "";
    const log = await get<LogPage>(address("/api/judgements", { by, limit: 100 }));
    const last = log.items.find((one) => one.kind !== "undo" && canBeUndone(one));
    if (last) say("Taken back.", await undo(last.id));
    return last ?? null;
  });
}

async function undo(id: string, why = ""): Promise<Decision> {
  const made = await send<Decision>("POST", `/api/judgements/${encodeURIComponent(id)}/undo`, { why });
  toasts.withdraw(id);
  askTwice();
  return made;
}

export function canBeUndone(one: Pick<JudgementView, "state">): boolean {
  return one.state !== "undone" && one.state !== "replaced";
}

/** The same, and a message says so, with its way back; null where the server refused, which is told too. */
export async function judgeAndSay(wanted: Wanted, said: string, ontaken?: () => void): Promise<Decision | null> {
  return await orTrouble(async () => {
    const made = await judge(wanted);
    sayJudged(made, said, ontaken);
    return made;
  });
}

/** Says what became of a judgement. What somebody had judged so before is not for this message to take back. */
export function sayJudged(made: Decision, said: string, ontaken?: () => void): void {
  if (made.known) return say("That was judged already.", made);
  const { id } = made.judgement;
  const run = async (): Promise<void> => {
    if (await takeBackAndSay(id)) ontaken?.();
  };
  say(said, made, { action: { words: "Undo", run: () => void run() }, about: id });
}

export async function takeBackAndSay(id: string, said = "Taken back."): Promise<Decision | null> {
  return await orTrouble(async () => {
    const made = await takeBack(id);
    say(said, made);
    return made;
  });
}

/**
 * What a judgement would change. Rejects with the server's sentence where it would not take it. Who waits for it no more
 * aborts it, and the server is told to leave it: the next preview would have to wait for its end.
 */
export async function previewed(asked: Wanted, signal: AbortSignal): Promise<Preview> {
  signal.throwIfAborted();
  let job = await send<Job>("POST", "/api/previews", asked); // not cut off: a job without a known id could not be ended
  const end = (): void => void send("POST", `${ofJob(job)}/cancel`).catch(() => null); // that it is over already is as well
  if (signal.aborted) end();
  signal.throwIfAborted();
  signal.addEventListener("abort", end);
  try {
    while (isGoing(job)) {
      await pause(BETWEEN_QUESTIONS, signal);
      job = await get<Job>(ofJob(job), { signal });
    }
  } finally {
    signal.removeEventListener("abort", end);
  }
  if (job.state !== "done") throw new Error(job.sentence ?? "It could not be worked out what this would change.");
  return job.result as Preview;
}

/** Once now, and once when the server has begun to work out what has changed: from then on it is asked often. */
function askTwice(): void {
  void caseState.ask();
  setTimeout(() => void caseState.ask(), SOON);
}

function ofJob({ id }: Job): string {
  return `/api/jobs/${encodeURIComponent(id)}`;
}

function say(said: string, made: Decision, more: Pick<Toast, "action" | "about"> = {}): void {
  toasts.say([said, ...made.told].join(" "), more);
}

async function orTrouble<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    toasts.say(sentence(error), { kind: "trouble" });
    return null;
  }
}
