// Days as whole numbers, counted from 1 January 1970, so that a band of time can be worked out with.

const A_DAY = 86_400_000;

export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / A_DAY);
}

export function isoDay(number: number): string {
  const whole = Math.max(-719_162, Math.min(2_932_896, Math.round(number))); // the years 1 to 9999
  return new Date(whole * A_DAY).toISOString().slice(0, 10);
}

export function asDate(number: number): Date {
  return new Date(number * A_DAY);
}
