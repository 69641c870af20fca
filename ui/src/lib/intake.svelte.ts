// Adding documents: files are sent one by one into a batch, then a job of the server adds the batch. One at a time, and
// the same from whichever room it was begun.

import { ApiError, address, send, sentence, upload, wasAborted } from "../api/client";
import type { Job, Uploaded } from "../api/types";
import { caseState, isGoing } from "./case.svelte";
import type { GivenFile } from "./dropped";

const AT_ONCE = 3;

interface NotSent {
  path: string;
  sentence: string;
}

class Intake {
  /** The day that counts for documents that give none. */
  published = $state("");
  /** How many of the files are with the server; null while none are sent. */
  sending = $state<{ sent: number; total: number } | null>(null);
  /** What could not even be sent, and why. */
  notSent = $state.raw<NotSent[]>([]);
  /** What was given from here and is with the server, in the order in which it was given. */
  sent = $state.raw<string[]>([]);
  trouble = $state<string | null>(null);
  /** The add that is shown: the one that goes on, else the last one, until it is put away. */
  job = $derived.by<Job | null>(() => {
    const adds = caseState.jobs.filter((job) => job.kind === "add");
    const shown = adds.find(isGoing) ?? adds.at(-1) ?? null;
    return shown && this.#away.includes(shown.id) ? null : shown;
  });
  busy = $derived(this.sending !== null || (this.job !== null && isGoing(this.job)));
  #away = $state.raw<string[]>([]);
  #abort = new AbortController();

  /** Sends the files and has them added. */
  async add(files: readonly GivenFile[]): Promise<void> {
    if (files.length === 0 || this.sending) return;
    this.#begin(files.length);
    let batch: string | null = null;
    try {
      const waiting = [...files];
      while (batch === null && waiting.length > 0) batch = await this.#send(waiting.shift(), null);
      const lane = async (): Promise<void> => {
        for (let one = waiting.shift(); one; one = waiting.shift()) await this.#send(one, batch);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, lane));
      const refused = new Set(this.notSent.map((one) => one.path));
      this.sent = [...new Set(files.map((one) => one.path))].filter((path) => !refused.has(path));
      if (batch !== null) await this.#start("/api/add", { batch, published: this.published || null });
    } catch (error) {
      if (!wasAborted(error)) this.trouble = sentence(error);
    }
    this.sending = null;
    void caseState.ask();
  }

  /** Goes on with what was cut off. */
  resume(): Promise<void> {
    this.sent = [];
    return this.#start("/api/resume");
  }

  sample(): Promise<void> {
    this.sent = [];
    return this.#start("/api/sample");
  }

  /** What was sent or read before stays. */
  async cancel(): Promise<void> {
    this.#abort.abort();
    const { job } = this;
    if (job && isGoing(job)) await this.#start(`/api/jobs/${encodeURIComponent(job.id)}/cancel`);
  }

  putAway(): void {
    if (this.job) this.#away = [...this.#away, this.job.id];
    this.notSent = [];
    this.sent = [];
    this.trouble = null;
  }

  #begin(total: number): void {
    this.putAway();
    this.#abort = new AbortController();
    this.sending = { sent: 0, total };
  }

  /** The batch that the file is in; null where the server would not have it, which is noted and keeps no other back. */
  async #send(given: GivenFile | undefined, batch: string | null): Promise<string | null> {
    if (!given) return null;
    try {
      const url = address("/api/uploads", { path: given.path, batch });
      const told = await upload<Uploaded>(url, given.file, this.#abort.signal);
      return told.batch;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status === 0 || error.status === 401) throw error;
      this.notSent = [...this.notSent, { path: given.path, sentence: error.message }];
      return null;
    } finally {
      if (this.sending) this.sending = { ...this.sending, sent: this.sending.sent + 1 };
    }
  }

  async #start(url: string, body?: unknown): Promise<void> {
    this.trouble = null;
    try {
      await send<Job>("POST", url, body);
    } catch (error) {
      this.trouble = sentence(error);
    }
    await caseState.ask();
  }
}

export const intake = new Intake();
