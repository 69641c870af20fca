// What just happened, in a sentence that goes away by itself; read out to whoever does not see it.

export interface Toast {
  id: number;
  words: string;
  kind: "done" | "trouble";
  /** What can be done about it, such as taking it back. */
  action?: { words: string; run: () => void };
  /** The judgement that it is about. */
  about?: string;
}

const STAYS = 8_000;

class Toasts {
  list = $state.raw<Toast[]>([]);
  #last = 0;

  say(words: string, { kind = "done", action, about }: Partial<Omit<Toast, "id" | "words">> = {}): void {
    const id = ++this.#last;
    this.list = [...this.list.slice(-2), { id, words, kind, action, about }];
    setTimeout(() => this.drop(id), kind === "trouble" ? STAYS * 2 : STAYS);
  }

  drop(id: number): void {
    this.list = this.list.filter((one) => one.id !== id);
  }

  /** Takes away what was said of a judgement, once that was taken back: its Undo would only be refused. */
  withdraw(about: string): void {
    this.list = this.list.filter((one) => one.about !== about);
  }
}

export const toasts = new Toasts();
