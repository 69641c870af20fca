// What just happened, in a sentence that goes away by itself; read out to whoever does not see it.

export interface Toast {
  id: number;
  words: string;
  kind: "done" | "trouble";
  /** What can be done about it, such as taking it back. */
  action?: { words: string; run: () => void };
}

const STAYS = 8_000;

class Toasts {
  list = $state.raw<Toast[]>([]);
  #last = 0;

  say(words: string, { kind = "done", action }: Partial<Pick<Toast, "kind" | "action">> = {}): void {
    const id = ++this.#last;
    this.list = [...this.list.slice(-2), { id, words, kind, action }];
    setTimeout(() => this.drop(id), kind === "trouble" ? STAYS * 2 : STAYS);
  }

  drop(id: number): void {
    this.list = this.list.filter((one) => one.id !== id);
  }
}

export const toasts = new Toasts();
