// One job that somebody started and waits for: asked after until it is over.

import { get, send, sentence, wasAborted } from "../api/client";
import type { Job } from "../api/types";
import { isGoing } from "./case.svelte";

const BETWEEN = 400;

export class FollowedJob {
  job = $state.raw<Job | null>(null);
  error = $state<string | null>(null);
  #starting = $state(false);
  going = $derived(this.error === null && (this.#starting || (this.job !== null && isGoing(this.job))));
  #abort = new AbortController();

  /** Starts it by a POST and follows it; what was followed before is left alone. */
  async start(url: string, body?: unknown): Promise<void> {
    this.drop();
    const { signal } = this.#abort;
    this.#starting = true;
    try {
      let job = await send<Job>("POST", url, body);
      while (!signal.aborted) {
        this.job = job;
        this.#starting = false;
        if (!isGoing(job)) return;
        await new Promise((resolve) => setTimeout(resolve, BETWEEN));
        if (!signal.aborted) job = await get<Job>(`/api/jobs/${encodeURIComponent(job.id)}`, { signal });
      }
    } catch (error) {
      if (!signal.aborted && !wasAborted(error)) this.error = sentence(error);
    } finally {
      if (!signal.aborted) this.#starting = false;
    }
  }

  /** Forgets it; the job itself goes on. */
  drop(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#starting = false;
    this.job = null;
    this.error = null;
  }
}
