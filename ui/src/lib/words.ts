// Numbers and days in words. A number is never shown without what it counts.

const NUMBER = new Intl.NumberFormat("en-GB");
const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];
const SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

export function number(value: number): string {
  return NUMBER.format(value);
}

/** "1 account", "2,340 accounts". */
export function counted(value: number, what: string, many: string = `${what}s`): string {
  return `${number(value)} ${value === 1 ? what : many}`;
}

/** "no accounts", "one account", "12 accounts": for running text. */
export function spelled(value: number, what: string, many: string = `${what}s`): string {
  return `${SMALL[value] ?? number(value)} ${value === 1 ? what : many}`;
}

/** "11 April 2011" for "2011-04-11"; for years before 1000 and what is no day the text as it is. */
export function day(iso: string | null | undefined): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso ?? "");
  if (!parts) return iso ?? "";
  return `${Number(parts[3])} ${MONTHS[Number(parts[2]) - 1] ?? ""} ${Number(parts[1])}`;
}

/** "11 Apr 2011", where there is little room. */
export function shortDay(iso: string | null | undefined): string {
  return day(iso).replace(/(\p{L}{3})\p{L}+/u, "$1");
}

/** How many apparent origins: "2 to 3 apparent origins". */
export function origins(least: number | null, most: number | null): string | null {
  if (least === null || most === null) return null;
  return least === most ? counted(most, "apparent origin") : `${least} to ${most} apparent origins`;
}

/** Whether a file is called as its title is, but for its ending and what stands between the words. */
export function isNamedAs(name: string, title: string | null): boolean {
  const plain = (words: string): string => words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  return title === null || plain(name) === plain(title) || plain(name.replace(/\.\w{1,5}$/u, "")) === plain(title);
}

/** The first letter large, the rest as it is. */
export function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "3 minutes", "40 seconds": time that is left, in round words. */
export function seconds(value: number): string {
  if (value < 90) return counted(Math.max(1, Math.round(value)), "second");
  return value < 5400 ? counted(Math.round(value / 60), "minute") : counted(Math.round(value / 3600), "hour");
}

const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });

/** "28 November 2026 at 14:04", where the reader is: for when somebody did something here. */
export function moment(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : MOMENT.format(at);
}
