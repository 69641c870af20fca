// One document being read: its head, its claims in the order of the text, and which of them are in view.

import type { Attachment } from "svelte/attachments";
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import type { ClaimCard, ClaimPlaceInText, DocumentView, Page, Span, TextBlock } from "../../api/types";
import { Resource } from "../../lib/resource.svelte";
import { router } from "../../lib/router.svelte";

export const KINDS = ["claims", "sources", "times", "names"] as const;
export type Kind = (typeof KINDS)[number];

export class Reading {
  head = new Resource<DocumentView>();
  places = new Resource<Page<ClaimPlaceInText>>();
  /** The cards of the blocks that are there. */
  cards = new SvelteMap<string, ClaimCard>();
  /** The words that the text begins with. */
  opening = $state("");
  inView = new SvelteSet<string>();
  claims = $derived(this.places.value?.items ?? []);
  /** The claim that j and k move from; it stands in the address. */
  current = $derived(router.query.get("claim"));
  /** The stretch that one came for. */
  sought = $derived.by<Span | null>(() => {
    const parts = /^(\d+)-(\d+)$/.exec(router.query.get("at") ?? "");
    return parts ? [Number(parts[1]), Number(parts[2])] : null;
  });
  marks = $derived.by<ReadonlySet<Kind>>(() => {
    const named = router.query.get("marks")?.split(",");
    return new Set(named ? KINDS.filter((kind) => named.includes(kind)) : ["claims" as const]);
  });
  /** Where to read: the claim or the stretch that one came for. */
  target = $derived.by<Span | null>(() => {
    const place = this.current === null ? undefined : this.claims.find((one) => one.id === this.current);
    return place ? [place.start, place.end] : this.sought;
  });
  shown = $derived(
    [...this.cards.values()]
      .filter(({ line }) => this.inView.has(line.claim) || line.claim === this.current)
      .sort((a, b) => a.line.start - b.line.start || b.line.end - a.line.end),
  );
  card = $derived(this.current === null ? null : (this.cards.get(this.current) ?? null));

  #begins = new WeakMap<Element, readonly string[]>();
  #seen = new IntersectionObserver((entries) => this.#see(entries), { rootMargin: "-60px 0px 0px 0px" });

  /** Notes whether the place where these claims begin is in view. */
  watch(claims: readonly string[]): Attachment<HTMLElement> {
    return (element) => {
      this.#begins.set(element, claims);
      this.#seen.observe(element);
      return () => {
        this.#seen.unobserve(element);
        for (const claim of claims) this.inView.delete(claim);
      };
    };
  }

  select(claim: string | null): void {
    router.set({ claim, at: null }, { replace: true });
  }

  toggle(kind: Kind): void {
    const marks = KINDS.filter((one) => this.marks.has(one) !== (one === kind));
    const usual = marks.length === 1 && marks[0] === "claims";
    router.set({ marks: usual ? null : marks.join(",") || "none" }, { replace: true });
  }

  /** The claim after or before the one that is chosen; without one the first in view. */
  step(by: number): void {
    const at = this.claims.findIndex((one) => one.id === this.current);
    const first = this.claims.findIndex((one) => this.inView.has(one.id));
    const next = this.claims[at < 0 ? Math.max(0, first) : at + by];
    if (next) this.select(next.id);
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries)
      for (const claim of this.#begins.get(target) ?? []) {
        if (isIntersecting) this.inView.add(claim);
        else this.inView.delete(claim);
      }
  }

  /** Takes in what came with a block, in place of what the block had before. */
  take(block: TextBlock): void {
    if (block.start === 0) this.opening = block.text.trimStart().split(/\r?\n/, 1)[0]?.trim() ?? "";
    for (const card of block.claims) this.cards.set(card.line.claim, card);
  }
}
