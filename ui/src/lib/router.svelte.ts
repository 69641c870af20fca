// Where one is: the path, and every filter in the query, so that an address shows the same to a colleague. What is
// remembered of a page (the row one was at) stands in the history, and comes back with the back button.

export interface Remembered {
  row?: number;
  top?: number;
}

export type Patch = Record<string, string | readonly string[] | null>;

class Router {
  path = $state(location.pathname);
  search = $state(location.search);
  /** Counts the ways taken: what should happen on arrival depends on it. */
  arrivals = $state(0);
  query = $derived(new URLSearchParams(this.search));

  #noted: Remembered = {};

  constructor() {
    addEventListener("popstate", () => this.#read());
    addEventListener("pagehide", () => this.#keep());
    document.addEventListener("click", (event) => this.#follow(event));
  }

  /** What was kept of this page when it was left. */
  get remembered(): Remembered {
    return (history.state as Remembered | null) ?? {};
  }

  /** Notes something about the page one is on; it is kept when one leaves, for the way back. */
  remember(what: Remembered): void {
    this.#noted = { ...this.#noted, ...what };
  }

  go(href: string, { replace = false }: { replace?: boolean } = {}): void {
    const to = new URL(href, location.href);
    if (to.href === location.href) return;
    const same = to.pathname === this.path;
    if (replace) history.replaceState(same ? history.state : null, "", to);
    else {
      this.#keep();
      history.pushState(null, "", to);
    }
    this.#read();
    if (!replace && !same) scrollTo(0, 0);
  }

  /** Changes some of the query: a list is repeated, what is null goes. */
  set(patch: Patch, { replace = false }: { replace?: boolean } = {}): void {
    this.go(this.with(patch), { replace });
  }

  /** The address of this page with some of the query changed. */
  with(patch: Patch): string {
    const query = new URLSearchParams(this.search);
    for (const [name, value] of Object.entries(patch)) {
      query.delete(name);
      if (typeof value === "string") query.set(name, value);
      else for (const one of value ?? []) query.append(name, one);
    }
    const written = query.toString();
    return written ? `${this.path}?${written}` : this.path;
  }

  #keep(): void {
    history.replaceState({ ...this.remembered, ...this.#noted, top: scrollY }, "");
  }

  #read(): void {
    this.#noted = {};
    this.path = location.pathname;
    this.search = location.search;
    this.arrivals++;
  }

  #follow(event: MouseEvent): void {
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || elsewhere || !(event.target instanceof Element)) return;
    const link = event.target.closest("a");
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname.startsWith("/api/") || link.getAttribute("href")?.startsWith("#")) return;
    event.preventDefault();
    this.go(link.href);
  }
}

export const router = new Router();
