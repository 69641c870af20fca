// The one way to the server. Reads wait where the server says that something has to be worked out first; writes carry
// the token that GET /api/state gives.

import type { Job } from "./types";

/** What the server answers when it will not or cannot; the message is the sentence that it gives. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export interface Asked {
  signal?: AbortSignal;
  /** Called while the server works out what was asked for. */
  onwait?: (job: Job) => void;
}

let token = "";
let lost: (() => void) | null = null;
/** What a proxy answers for a server that is away or has too much to do. */
const BY_A_PROXY = new Set([502, 503, 504]);
const BETWEEN_QUESTIONS = 700;

export function useToken(csrf: string): void {
  token = csrf;
}

/** What to do when the server no longer knows who sits here. */
export function onLost(run: () => void): void {
  lost = run;
}

/** "/api/chronology?person=a&person=b": leaves out what is empty and repeats what is a list. */
export function address(path: string, query: Query = {}): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    if (typeof value === "object") for (const one of value) words.append(name, one);
    else words.append(name, String(value));
  }
  const written = words.toString();
  return written ? `${path}?${written}` : path;
}

export async function get<T>(url: string, { signal, onwait }: Asked = {}): Promise<T> {
  for (;;) {
    const response = await reach(url, { signal, headers: { accept: "application/json" } });
    if (response.status !== 202) return (await read(response)) as T;
    const { job } = (await read(response)) as { job: Job };
    onwait?.(job);
    await pause(BETWEEN_QUESTIONS, signal);
  }
}

export async function send<T>(method: "POST" | "PUT" | "DELETE", url: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json", "x-allegedly-token": token };
  if (body !== undefined) headers["content-type"] = "application/json";
  const sent = body === undefined ? undefined : JSON.stringify(body);
  return (await read(await reach(url, { method, headers, body: sent }))) as T;
}

/** Hands over one file as it is. */
export async function upload<T>(url: string, file: Blob, signal?: AbortSignal): Promise<T> {
  const headers = { "x-allegedly-token": token, "content-type": "application/octet-stream" };
  return (await read(await reach(url, { method: "POST", headers, body: file, signal }))) as T;
}

export function wasAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function reach(url: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: "same-origin", ...options });
  } catch (error) {
    if (wasAborted(error)) throw error;
    throw new ApiError(0, "The server does not answer; is “allegedly serve” still running?");
  }
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text();
  if (response.ok) return text ? (JSON.parse(text) as unknown) : null;
  if (response.status === 401) lost?.();
  throw new ApiError(response.status, told(response.status, text));
}

function told(status: number, text: string): string {
  if (status === 401 && !lost) return "This page has no session any more. Open the address that “allegedly serve” printed.";
  try {
    const { detail } = JSON.parse(text) as { detail?: unknown };
    if (typeof detail === "string" && detail) return detail;
  } catch {
    // Not JSON: the status has to do.
  }
  if (BY_A_PROXY.has(status)) return `The server cannot be reached at the moment (${status}). What is shown stays; try again shortly.`;
  return `The server refused this (${status}).`;
}

/** Waits, unless nobody waits any more. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(over);
      reject(new DOMException("Aborted", "AbortError"));
    });
  });
}
