// Where the focus goes when something opens.

const FIELDS = "input:not([disabled], [hidden], [type=file]), select, textarea, button:not([disabled]), a[href]";

/** The first thing in it that can be used, in the order in which it is read; of what is chosen from, what is chosen. */
export function firstField(within: Element): HTMLElement | null {
  const first = within.querySelector<HTMLElement>(FIELDS);
  const chosen = within.querySelector<HTMLInputElement>("input[type=radio]:checked");
  return first instanceof HTMLInputElement && first.name === chosen?.name ? chosen : first;
}
