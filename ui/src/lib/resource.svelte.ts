// One answer of the API that a room shows: the last one stays on the page until the next is there.

import { ApiError, get, sentence, wasAborted } from "../api/client";
import type { Job } from "../api/types";

export class Resource<T> {
  value = $state.raw<T | null>(null);
  error = $state<string | null>(null);
  /** Whether the server says that there is no such thing (now). */
  missing = $state(false);
  loading = $state(false);
  /** What the server works out before it can answer. */
  waiting = $state.raw<Job | null>(null);
  #asked = "";
  #abort: AbortController | undefined;

  /**
   * Asks for `url`; nothing happens where that was asked already for the same `revision`. Call it in an `$effect`:
   * `$effect(() => things.load(address("/api/things", { q }), caseState.revision))`.
   */
  load(url: string | null, revision: string | null = null): void {
    const asked = `${revision} ${url}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#abort?.abort();
    this.error = null;
    this.missing = false;
    this.waiting = null;
    if (url === null) {
      this.value = null;
      this.loading = false;
      return;
    }
    this.#abort = new AbortController();
    this.loading = true;
    void this.#read(url, this.#abort.signal);
  }

  /** Asks again for what was asked last. */
  again(): void {
    const url = this.#asked.slice(this.#asked.indexOf(" ") + 1);
    this.#asked = "";
    this.load(url);
  }

  async #read(url: string, signal: AbortSignal): Promise<void> {
    try {
      const value = await get<T>(url, { signal, onwait: (job) => (this.waiting = job) });
      if (signal.aborted) return;
      this.value = value;
    } catch (error) {
      if (wasAborted(error) || signal.aborted) return;
      this.error = sentence(error);
      this.missing = error instanceof ApiError && error.status === 404;
    }
    this.waiting = null;
    this.loading = false;
  }
}
