// Which dialog is open; one at a time.

export type DialogName = "keys" | "legend" | "password";

class Dialogs {
  shown = $state<DialogName | null>(null);

  open(name: DialogName): void {
    this.shown = name;
  }

  /** Only this one: another may have been opened since it began to close. */
  close(name: DialogName): void {
    if (this.shown === name) this.shown = null;
  }
}

export const dialogs = new Dialogs();
