// Single keys. A room says which it has while it is open; the dialog behind "?" lists those that work right now. They
// can be switched off, for whoever dictates (WCAG 2.1.4), and never act while somebody writes or has a panel open.

import { onDestroy } from "svelte";
import type { Role } from "../api/types";
import { who } from "./who.svelte";

export interface Key {
  /** As `KeyboardEvent.key` has it; "g c" is g, then c. */
  key: string;
  does: string;
  run: (event: KeyboardEvent) => void;
  /** What one must be allowed; without, reading is enough. */
  role?: Role;
}

interface Group {
  name: string;
  keys: readonly Key[];
}

const REMEMBERED = "allegedly.keys";
const TOGETHER = 1_200;

class Keys {
  groups = $state.raw<Group[]>([]);
  /**
   * The same, and what counts: a room takes its keys away while it is torn down, and what Svelte gives to read then is
   * the state before the next room came with its own.
   */
  readonly #there = new Set<Group>();
  on = $state(localStorage.getItem(REMEMBERED) !== "off");
  #first = "";
  #at = 0;

  constructor() {
    addEventListener("keydown", (event) => this.#press(event));
  }

  turn(on: boolean): void {
    this.on = on;
    localStorage.setItem(REMEMBERED, on ? "on" : "off");
  }

  add(group: Group): () => void {
    this.#there.add(group);
    this.groups = [...this.#there];
    return () => {
      this.#there.delete(group);
      this.groups = [...this.#there];
    };
  }

  #press(event: KeyboardEvent): void {
    if (!this.on || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
    if (isWriting(event.target) || isPressing(event) || isInPopover(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const pair = event.timeStamp - this.#at < TOGETHER ? `${this.#first} ${event.key}` : "";
    const found = (pair && this.#find(pair)) || this.#find(event.key);
    this.#first = event.key;
    this.#at = event.timeStamp;
    if (!found) return;
    event.preventDefault();
    this.#first = "";
    found.run(event);
  }

  /** The room that was opened last goes first. */
  #find(key: string): Key | undefined {
    for (const group of [...this.#there].toReversed()) {
      const found = group.keys.find((one) => one.key === key);
      if (found) return found;
    }
    return undefined;
  }
}

/** Whether a key would be written down, or means something to the thing that has the focus. */
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "range"].includes(target.type);
}

/** Whether Enter is meant for the link or button that has the focus. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  return key === "Enter" && target instanceof Element && target.closest("a, button, summary") !== null;
}

/** Whether somebody is in a panel that is open, or at its button: what is pressed there is meant for the panel. */
function isInPopover(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-popover]") !== null;
}

export const keys = new Keys();

/** For a component: its keys work while it is there. */
export function useKeys(name: string, list: readonly Key[]): void {
  onDestroy(keys.add({ name, keys: list.filter(({ role }) => who.may(role ?? "read")) }));
}
