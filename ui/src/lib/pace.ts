// How long work still takes, as far as that can be said.

import type { Job } from "../api/types";
import { seconds } from "./words";

const LEAST = 3;
const SHARE = 0.1;

/**
 * "about 3 minutes left"; null while too little is done to tell. What comes first takes longer than what follows, and
 * its pace would give a time that grows as one waits.
 */
export function timeLeft({ done, total, left }: Pick<Job, "done" | "total" | "left">): string | null {
  const enough = done >= Math.max(LEAST, total * SHARE);
  return left && enough ? `about ${seconds(left)} left` : null;
}
