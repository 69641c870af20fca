// What is known about the case as a whole, asked for again and again: rooms fetch anew when `revision` changes.

import { ApiError, get, sentence, useToken } from "../api/client";
import type { Job, Legend, State } from "../api/types";

const SOON = 1_000;
const LATER = 10_000;

class CaseState {
  state = $state<State | null>(null);
  /** Why the server cannot be asked; null while it answers. */
  trouble = $state<string | null>(null);
  legend = $state<Legend | null>(null);
  revision = $derived(this.state?.revision ?? null);
  jobs = $derived<Job[]>(this.state?.jobs ?? []);
  #timer: ReturnType<typeof setTimeout> | undefined;

  start(): () => void {
    const onshow = (): void => {
      if (document.visibilityState === "visible") void this.ask();
    };
    document.addEventListener("visibilitychange", onshow);
    void this.ask();
    void this.#askLegend();
    return () => {
      clearTimeout(this.#timer);
      document.removeEventListener("visibilitychange", onshow);
    };
  }

  /** Asks now, and from then on by itself: often while work is going on, seldom otherwise. */
  async ask(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const state = await get<State>("/api/state");
      useToken(state.csrf);
      this.state = state;
      this.trouble = null;
    } catch (error) {
      this.trouble = sentence(error);
      if (error instanceof ApiError && error.status === 401) return;
    }
    const working = this.state === null || !this.state.up_to_date || this.jobs.some(isGoing);
    const hidden = document.visibilityState === "hidden";
    this.#timer = setTimeout(() => void this.ask(), working && !hidden ? SOON : LATER);
  }

  means(label: string): string {
    return this.legend?.labels.find((one) => one.label === label)?.means ?? "";
  }

  async #askLegend(): Promise<void> {
    try {
      this.legend = await get<Legend>("/api/legend");
    } catch {
      this.legend = null; // The marks have their names without it.
    }
  }
}

export function isGoing(job: Job): boolean {
  return job.state === "waiting" || job.state === "running";
}

export const caseState = new CaseState();
