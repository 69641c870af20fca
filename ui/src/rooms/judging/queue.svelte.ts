// Where one is in a queue. What was judged goes at once, before the server has worked it out; if that fails it comes back.

import { SvelteSet } from "svelte/reactivity";
import { address } from "../../api/client";
import type { QueueItem } from "../../api/types";
import { Pages } from "../../lib/pages.svelte";
import { router } from "../../lib/router.svelte";
import type { QueueKind } from "./tabs";

export class QueueState {
  readonly pages = new Pages<QueueItem>();
  index = $state(0);
  item = $derived.by(() => (void this.pages.arrived, this.pages.at(this.index)));
  /** How many wait still, and which of them this one is. */
  left = $derived.by(() => Math.max(0, this.pages.total - this.#goneBefore(this.pages.total)));
  place = $derived.by(() => this.index - this.#goneBefore(this.index) + 1);
  #gone = new SvelteSet<string>();
  /** What was judged in this sitting: keys by the ids of the judgements. */
  #judged = new Map<string, string>();
  /** What was taken back and is not in the list again as yet. */
  #awaited: string | null = null;

  load(kind: QueueKind, revision: string | null): void {
    this.pages.load(address("/api/queue", { kind }), revision);
  }

  /** Goes to the item that the address asks for, or, where it is there no more, to what stands in its place. */
  settle(wanted: string | null): void {
    if (this.pages.head === null) return;
    const awaited = this.#find(this.#awaited);
    if (awaited >= 0) {
      [this.index, this.#awaited] = [awaited, null];
      this.note();
      return;
    }
    const found = this.#find(wanted);
    if (found >= 0) this.index = found;
    this.index = Math.min(this.index, Math.max(0, this.pages.total - 1));
    if (this.#isGone(this.index) && !this.step(1)) this.step(-1);
  }

  /** One further, or one back; false where there is none. */
  step(by: 1 | -1): boolean {
    let to = this.index + by;
    while (to >= 0 && to < this.pages.total && this.#isGone(to)) to += by;
    if (to < 0 || to >= this.pages.total) return false;
    [this.index, this.#awaited] = [to, null];
    this.pages.need(to, to + 10);
    this.note();
    return true;
  }

  /** Writes into the address which one is looked at. */
  note(): void {
    const key = this.item?.key;
    if (key && router.query.get("item") !== key) router.set({ item: key }, { replace: true });
  }

  leave(key: string): void {
    this.#gone.add(key);
    if (!this.step(1)) this.step(-1);
  }

  back(key: string): void {
    this.#gone.delete(key);
    const at = this.#find(key);
    if (at < 0) this.#awaited = key;
    else this.index = at;
    this.note();
  }

  judged(key: string, judgement: string): void {
    this.#judged.set(judgement, key);
  }

  /** Shows again what a judgement was about, where it was made in this sitting. */
  recall(judgement: string): void {
    const key = this.#judged.get(judgement);
    if (key) this.back(key);
  }

  #find(key: string | null): number {
    return key === null ? -1 : this.pages.find((one) => one.key === key);
  }

  #isGone(index: number): boolean {
    const key = this.pages.at(index)?.key;
    return key !== undefined && this.#gone.has(key);
  }

  #goneBefore(index: number): number {
    void this.pages.arrived;
    const places = [...this.#gone].map((key) => this.#find(key));
    return places.filter((at) => at >= 0 && at < index).length;
  }
}
