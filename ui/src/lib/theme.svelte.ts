export type Theme = "auto" | "light" | "dark";

const REMEMBERED = "allegedly.theme";
const THEMES: readonly Theme[] = ["auto", "light", "dark"];

class ThemeChoice {
  theme = $state<Theme>(THEMES.find((one) => one === localStorage.getItem(REMEMBERED)) ?? "auto");

  constructor() {
    this.#show();
  }

  choose(theme: Theme): void {
    this.theme = theme;
    localStorage.setItem(REMEMBERED, theme);
    this.#show();
  }

  #show(): void {
    document.documentElement.dataset.theme = this.theme;
  }
}

export const theme = new ThemeChoice();
