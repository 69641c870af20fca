// The stretch of time that the band shows. While it is moved it is here only; when it rests it goes into the address.

import { dayNumber, isoDay } from "../../lib/days";
import { router } from "../../lib/router.svelte";
import { padded, usualWindow } from "./layout";
import type { Band } from "../../api/types";

const LEAST = 4;
const RESTS = 260;
const NEARLY_ALL = 0.9;
/** In the address: what the band shows while no period is chosen, if not where most is. */
const SPAN = "span";
const ALL = "all";

export class TimeWindow {
  /** The whole of time that the filters leave. */
  whole = $state.raw<Band | null>(null);
  #moving = $state.raw<[number, number] | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #chosen = $derived.by<[number, number] | null>(() => {
    const [from, to] = [router.query.get("from"), router.query.get("to")];
    if (!from && !to) return null;
    const [low, high] = this.extent;
    const first = from ? dayNumber(from) : Math.min(low, to ? dayNumber(to) - LEAST : low);
    const last = to ? dayNumber(to) + 1 : Math.max(high, first + LEAST);
    return Number.isFinite(first) && Number.isFinite(last) && first < last ? [first, last] : null;
  });
  #usual = $derived.by(() => {
    const { marks, bins } = this.whole ?? {};
    const middles = (marks ?? bins ?? []).flatMap(({ earliest, latest }) => {
      const [low, high] = [earliest ?? latest, latest ?? earliest];
      return low && high ? [(dayNumber(low) + dayNumber(high)) / 2] : [];
    });
    const found = usualWindow(middles);
    const share = found ? (found[1] - found[0]) / (this.extent[1] - this.extent[0]) : 1;
    return found && share < NEARLY_ALL ? found : this.extent;
  });
  extent = $derived.by<[number, number]>(() => {
    const { earliest, latest } = this.whole ?? {};
    return earliest && latest ? padded(dayNumber(earliest), dayNumber(latest) + 1) : [0, 1];
  });
  /** Whether all of time is asked for, however little there is in most of it. */
  isWhole = $derived(this.#moving === null && this.#chosen === null && router.query.get(SPAN) === ALL);
  /** Whether it rests where most is, which is where it begins. */
  isUsual = $derived(this.#moving === null && this.#chosen === null && !this.isWhole);
  /** Whether there is a stretch that has most: else all of time is as good. */
  hasUsual = $derived(this.#usual !== this.extent);
  shown = $derived(this.#moving ?? this.#chosen ?? (this.isWhole ? this.extent : this.#usual));

  constructor() {
    $effect(() => {
      void router.search;
      this.#moving = null;
    });
  }

  /** Moves it; once it rests, the address follows, in place of what stood there. */
  move(low: number, high: number): void {
    this.#moving = this.#within(low, high);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#commit(true), RESTS);
  }

  /** Sets it in one step, which the back button takes back. */
  set(low: number, high: number): void {
    clearTimeout(this.#timer);
    this.#moving = this.#within(low, high);
    this.#commit(false);
  }

  /** Narrower (below 1) or wider, about a day, which is the middle without one. */
  zoom(factor: number, about?: number): [number, number] {
    const [low, high] = this.shown;
    const centre = about ?? (low + high) / 2;
    return [centre - (centre - low) * factor, centre + (high - centre) * factor];
  }

  shift(share: number): [number, number] {
    const [low, high] = this.shown;
    const by = (high - low) * share;
    return [low + by, high + by];
  }

  all(): void {
    this.#rest(ALL);
  }

  most(): void {
    this.#rest(null);
  }

  #rest(span: string | null): void {
    clearTimeout(this.#timer);
    this.#moving = null;
    router.set({ from: null, to: null, [SPAN]: span });
  }

  #within(low: number, high: number): [number, number] {
    const [first, last] = this.extent;
    const width = Math.min(Math.max(high - low, LEAST), last - first);
    const start = Math.min(Math.max(high - low < LEAST ? (low + high - LEAST) / 2 : low, first), last - width);
    return [start, start + width];
  }

  #commit(replace: boolean): void {
    const moved = this.#moving;
    if (!moved) return;
    router.set({ from: isoDay(Math.round(moved[0])), to: isoDay(Math.round(moved[1]) - 1), [SPAN]: null }, { replace });
  }
}
