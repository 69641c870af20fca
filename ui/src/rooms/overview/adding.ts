// An add in words.

import type { AddStep, Job } from "../../api/types";
import { counted, number } from "../../lib/words";

export const OUTCOMES: Record<AddStep["outcome"], string> = {
  added: "read",
  read: "read, it had waited",
  known: "known already",
  refused: "refused",
  unread: "kept, but not read",
  hidden: "left out",
  opened: "opened",
};

/** What became of how many files: "12 read", "1 refused". */
export function counts(counted: Readonly<Record<string, number>>): string[] {
  const known = Object.entries(OUTCOMES).filter(([outcome]) => (counted[outcome] ?? 0) > 0);
  return known.map(([outcome, words], index) => {
    const value = counted[outcome] ?? 0;
    const what = index === 0 ? ` ${value === 1 ? "file" : "files"}` : "";
    return `${number(value)}${what} ${words}`;
  });
}

export function headline(sending: { sent: number; total: number } | null, job: Job | null, waits: number): string {
  if (sending) return `Sending ${number(sending.sent)} of ${counted(sending.total, "file")}`;
  const go = waits > 0 ? `${counted(waits, "file")} ${waits === 1 ? "waits" : "wait"} to be read` : "";
  if (!job) return go || "Some files could not be sent";
  if (job.state === "waiting") return "Waiting to begin";
  if (job.state === "running") {
    const whole = job.total > 0 && job.done >= job.total;
    if (whole) return "All files are read; comparing the documents";
    return job.total > 0 ? `Reading ${number(job.done)} of ${counted(job.total, "file")}` : "Beginning to read";
  }
  if (job.state === "done") return go || "Every file has been seen to";
  return [job.state === "failed" ? "It could not be finished" : "Cancelled", go].filter(Boolean).join("; ");
}
