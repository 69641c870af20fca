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
  /** What was taken back, while it is not in the list again. */
  held = $state.raw<QueueItem | null>(null);
  item = $derived.by(() => (void this.pages.arrived, this.held ?? this.pages.at(this.index)));
  /** How many wait still, and which of them this one is. */
  left = $derived.by(() => Math.max(0, this.pages.total - this.#goneBefore(this.pages.total)) + (this.held ? 1 : 0));
  place = $derived.by(() => this.index - this.#goneBefore(this.index) + 1);
  #gone = new SvelteSet<string>();
  /** What was judged in this sitting, by the ids of the judgements. */
  #judged = new Map<string, QueueItem>();

  load(kind: QueueKind, revision: string | null): void {
    this.pages.load(address("/api/queue", { kind }), revision);
  }

  /** Goes to the item that the address asks for, or, where it is there no more, to what stands in its place. */
  settle(wanted: string | null): void {
    if (this.pages.head === null) return;
    if (this.held) {
      const again = this.#find(this.held.key);
      if (again >= 0) [this.index, this.held] = [again, null];
      return;
    }
    const found = wanted === null ? -1 : this.#find(wanted);
    if (found >= 0) this.index = found;
    this.index = Math.min(this.index, Math.max(0, this.pages.total - 1));
    if (this.#isGone(this.index) && !this.step(1)) this.step(-1);
  }

  /** One further, or one back; false where there is none. */
  step(by: 1 | -1): boolean {
    let to = this.index + by;
    while (to >= 0 && to < this.pages.total && this.#isGone(to)) to += by;
    if (to < 0 || to >= this.pages.total) return false;
    [this.index, this.held] = [to, null];
    this.pages.need(to, to + 10);
    this.note();
    return true;
  }

  /** Writes into the address which one is looked at. */
  note(): void {
    const key = this.item?.key;
    if (key && router.query.get("item") !== key) router.set({ item: key }, { replace: true });
  }

  leave(item: QueueItem): void {
    this.#gone.add(item.key);
    if (this.held?.key === item.key) this.held = null;
    if (this.#isGone(this.index) && !this.step(1)) this.step(-1);
    this.note();
  }

  back(item: QueueItem): void {
    this.#gone.delete(item.key);
    const at = this.#find(item.key);
    if (at < 0) this.held = item;
    else [this.index, this.held] = [at, null];
    this.note();
  }

  judged(item: QueueItem, judgement: string): void {
    this.#judged.set(judgement, item);
  }

  /** Shows again what a judgement was about, where it was made in this sitting. */
  recall(judgement: string): void {
    const item = this.#judged.get(judgement);
    if (item) this.back(item);
  }

  #find(key: string): number {
    return this.pages.find((one) => one.key === key);
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
