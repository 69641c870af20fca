// A long list that is fetched page by page, as far as somebody scrolls.

import { get, sentence, wasAborted } from "../api/client";
import type { Job, Page } from "../api/types";

const PER_PAGE = 50;

export class Pages<T, P extends Page<T> = Page<T>> {
  /** The first page that came, for what it tells of the whole: `total` and the counts beside it. */
  head = $state.raw<P | null>(null);
  error = $state<string | null>(null);
  loading = $state(false);
  waiting = $state.raw<Job | null>(null);
  /** Grows with every page that comes. */
  arrived = $state(0);
  /** Grows when another list is asked for: what is known about the rows of the last one is void. */
  list = $state(0);
  total = $derived(this.head?.total ?? 0);
  #url = "";
  #asked = "";
  #pages = new Map<number, T[] | "asked">();
  #abort = new AbortController();

  /** Lists what is at `url` from now on; see `Resource.load`. */
  load(url: string, revision: string | null = null): void {
    const asked = `${revision} ${url}`;
    if (asked === this.#asked) return;
    const another = url !== this.#url;
    this.#asked = asked;
    this.#url = url;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.loading = true;
    this.error = null;
    void this.#first(another);
  }

  at(index: number): T | undefined {
    const page = this.#pages.get(Math.floor(index / PER_PAGE));
    return Array.isArray(page) ? page[index % PER_PAGE] : undefined;
  }

  /** Sees to it that these rows, both ends included, are there or on their way. */
  need(first: number, last: number): void {
    if (this.head === null) return;
    const end = Math.min(last, this.total - 1);
    for (let page = Math.floor(first / PER_PAGE); page * PER_PAGE <= end; page++)
      if (!this.#pages.has(page)) void this.#fetch(page);
  }

  /** The index of the first row, among those that are there, that fits. */
  find(fits: (item: T) => boolean): number {
    for (const [page, items] of this.#pages) {
      const at = Array.isArray(items) ? items.findIndex(fits) : -1;
      if (at >= 0) return page * PER_PAGE + at;
    }
    return -1;
  }

  /** The old rows stay until the first page of the new list is there, so that nothing flickers. */
  async #first(another: boolean): Promise<void> {
    const signal = this.#abort.signal;
    try {
      const page = await this.#get(0, signal);
      if (signal.aborted) return;
      this.#pages = new Map([[0, page.items]]);
      this.head = page;
      if (another) this.list++;
      this.arrived++;
    } catch (error) {
      if (wasAborted(error) || signal.aborted) return;
      this.error = sentence(error);
    }
    this.waiting = null;
    this.loading = false;
  }

  async #fetch(number: number): Promise<void> {
    const signal = this.#abort.signal;
    const pages = this.#pages;
    pages.set(number, "asked");
    try {
      const page = await this.#get(number, signal);
      if (signal.aborted) return;
      pages.set(number, page.items);
      this.arrived++;
    } catch (error) {
      pages.delete(number);
      if (!wasAborted(error) && !signal.aborted) this.error = sentence(error);
    }
  }

  #get(number: number, signal: AbortSignal): Promise<P> {
    const joint = this.#url.includes("?") ? "&" : "?";
    const url = `${this.#url}${joint}offset=${number * PER_PAGE}&limit=${PER_PAGE}`;
    return get<P>(url, { signal, onwait: (job) => (this.waiting = job) });
  }
}
