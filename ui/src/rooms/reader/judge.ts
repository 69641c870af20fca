// What a person decides about a claim. The case is asked anew at once, so that the page shows it as soon as it holds.

import { send, sentence } from "../../api/client";
import type { ClaimCard, Decision, NewJudgement } from "../../api/types";
import { caseState } from "../../lib/case.svelte";
import { toasts } from "../../lib/toasts.svelte";

export interface Edit {
  label?: string;
  polarity?: string;
  when?: string | null;
  place?: string | null;
  roles?: Record<string, string>;
}

const DONE = { accept: "Accepted.", reject: "Rejected.", edit: "Edited." };

export async function judge(kind: "accept" | "reject" | "edit", claim: string, more: { edit?: Edit; why?: string } = {}): Promise<boolean> {
  const judgement = { kind, parties: [claim], ...more } as unknown as NewJudgement;
  const made = await ask(() => send<Decision>("POST", "/api/judgements", judgement));
  if (!made) return false;
  const words = [made.known ? "That was judged already." : DONE[kind], ...made.told].join(" ");
  toasts.say(words, { action: { words: "Undo", run: () => void takeBack(made.judgement.id) } });
  return true;
}

export async function undo(card: ClaimCard): Promise<void> {
  if (card.judged) await takeBack(card.judged.judgement);
  else toasts.say("Nobody has judged this claim, so there is nothing to undo.");
}

async function takeBack(id: string): Promise<void> {
  const made = await ask(() => send<Decision>("POST", `/api/judgements/${encodeURIComponent(id)}/undo`, {}));
  if (made) toasts.say(["Undone.", ...made.told].join(" "));
}

async function ask(how: () => Promise<Decision>): Promise<Decision | null> {
  try {
    const made = await how();
    void caseState.ask();
    return made;
  } catch (error) {
    toasts.say(sentence(error), { kind: "trouble" });
    return null;
  }
}
