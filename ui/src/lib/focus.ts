// Where the focus goes when something opens.

const FIELDS = "input:not([disabled], [hidden], [type=file]), select, textarea, button:not([disabled]), a[href]";

/** The first thing in it that can be used, in the order in which it is read. */
export function firstField(within: Element): HTMLElement | null {
  return within.querySelector<HTMLElement>(FIELDS);
}
