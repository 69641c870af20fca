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
  /** Which list the pages are of. */
  #of = "";
  /** The rows that somebody looks at. */
  #wanted: readonly [first: number, last: number] = [0, 0];
  #abort = new AbortController();

  /** Lists what is at `url` from now on; see `Resource.load`. */
  load(url: string, revision: string | null = null): void {
    const asked = `${revision} ${url}`;
    if (asked === this.#asked) return;
    const another = url !== this.#of;
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
    this.#wanted = [first, last];
    // What is on the page while another list is on its way, or could not be had, is not of that list.
    if (this.head === null || this.loading || this.#of !== this.#url) return;
    for (const page of pagesOf(first, last, this.total)) if (!this.#pages.has(page)) void this.#fetch(page);
  }

  /** The index of the first row, among those that are there, that fits. */
  find(fits: (item: T) => boolean): number {
    for (const [page, items] of this.#pages) {
      const at = Array.isArray(items) ? items.findIndex(fits) : -1;
      if (at >= 0) return page * PER_PAGE + at;
    }
    return -1;
  }

  /**
   * The old rows stay until the first page of the new list is there, so that nothing flickers; where it is the same list
   * after a judgement, until what is looked at is there as well, wherever in the list that is.
   */
  async #first(another: boolean): Promise<void> {
    const signal = this.#abort.signal;
    try {
      const page = await this.#get(0, signal);
      const pages = new Map<number, T[] | "asked">([[0, page.items]]);
      const seen = another ? [] : pagesOf(...this.#wanted, page.total).filter((one) => one > 0);
      for (const [at, one] of (await Promise.all(seen.map((number) => this.#get(number, signal)))).entries())
        pages.set(seen[at] ?? 0, one.items);
      if (signal.aborted) return;
      this.#pages = pages;
      this.#of = this.#url;
      this.head = page;
      if (another) this.list++;
      this.arrived++;
    } catch (error) {
      if (wasAborted(error) || signal.aborted) return;
      this.error = sentence(error);
    }
    this.waiting = null;
    this.loading = false;
    if (!another) this.need(...this.#wanted); // who scrolled on meanwhile
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

/** The pages that these rows are on, both ends included. */
function pagesOf(first: number, last: number, total: number): number[] {
  const end = Math.min(last, total - 1);
  const from = Math.floor(Math.min(first, end) / PER_PAGE);
  const count = end < 0 ? 0 : Math.floor(end / PER_PAGE) - from + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => from + at);
}
