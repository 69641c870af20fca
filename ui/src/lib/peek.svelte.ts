// A passage in its sentence, shown beside whatever it is that one points at or has the focus on.

import { get } from "../api/client";
import type { ClaimLine, Trace } from "../api/types";

const AFTER = 220;
const STAYS = 160;
const KEPT = 200;

class Peek {
  line = $state.raw<ClaimLine | null>(null);
  trace = $state.raw<Trace | null>(null);
  anchor = $state.raw<DOMRect | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #known = new Map<string, Trace>();

  /** Shows it soon, unless one has moved on by then. */
  show(element: Element, line: ClaimLine, after: number = AFTER): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.anchor = element.getBoundingClientRect();
      this.line = line;
      this.trace = this.#known.get(line.claim) ?? null;
      if (this.trace === null) void this.#ask(line);
    }, after);
  }

  /** Keeps it open: the pointer is on the card itself. */
  hold(): void {
    clearTimeout(this.#timer);
  }

  hide(at: "once" | "soon" = "soon"): void {
    clearTimeout(this.#timer);
    if (at === "once") this.line = null;
    else this.#timer = setTimeout(() => (this.line = null), STAYS);
  }

  /** A claim with its sentence; what was asked for once is kept. */
  async find(claim: string): Promise<Trace> {
    const known = this.#known.get(claim);
    if (known) return known;
    const trace = await get<Trace>(`/api/claims/${encodeURIComponent(claim)}`);
    if (this.#known.size > KEPT) this.#known.clear();
    this.#known.set(claim, trace);
    return trace;
  }

  /** Forgets what it knows: the case has changed. */
  forget(): void {
    this.#known.clear();
  }

  async #ask(line: ClaimLine): Promise<void> {
    try {
      const trace = await this.find(line.claim);
      if (this.line?.claim === line.claim) this.trace = trace;
    } catch {
      // The passage itself is shown already; its sentence is no more than a help.
    }
  }
}

export const peek = new Peek();
