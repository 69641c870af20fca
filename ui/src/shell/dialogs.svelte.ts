// Which dialog is open; one at a time.

export type DialogName = "keys" | "legend";

class Dialogs {
  shown = $state<DialogName | null>(null);

  open(name: DialogName): void {
    this.shown = name;
  }

  close(): void {
    this.shown = null;
  }
}

export const dialogs = new Dialogs();
