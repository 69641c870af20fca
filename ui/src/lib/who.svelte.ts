// Who sits here, and what they may do. Where the case is served to one person that person may do everything.

import { get, onLost, send, sentence } from "../api/client";
import type { Me, Role } from "../api/types";

export const ROLES: readonly Role[] = ["read", "judge", "manage"];
/** What each role may do, in words. */
export const MAY: Record<Role, string> = {
  read: "may read",
  judge: "may read and judge",
  manage: "may judge, add documents and manage people",
};
const LOST = "allegedly.lost";

class Who {
  me = $state.raw<Me | null>(null);
  /** Why it cannot be asked. */
  trouble = $state<string | null>(null);
  isOut = $derived(this.me !== null && this.me.team && this.me.name === null);
  /** Whether somebody was logged in here until now. */
  wasLost = $state(sessionStorage.getItem(LOST) !== null);

  async ask(): Promise<void> {
    try {
      const me = await get<Me>("/api/me");
      if (this.me?.name && me.name !== this.me.name) return location.reload();
      this.me = me;
      this.trouble = null;
      if (me.team && me.name) onLost(() => this.#lost());
    } catch (error) {
      this.trouble = sentence(error);
    }
  }

  may(role: Role): boolean {
    return ROLES.indexOf(this.me?.role ?? "read") >= ROLES.indexOf(role);
  }

  async logIn(name: string, password: string): Promise<void> {
    await send<Me>("POST", "/api/session", { name, password });
    sessionStorage.removeItem(LOST);
    this.wasLost = false;
    await this.ask();
  }

  /** The page is loaded anew, so that nothing of the case stays in it. */
  async logOut(): Promise<void> {
    await send<Me>("DELETE", "/api/session");
    location.assign("/");
  }

  async changePassword(old: string, password: string): Promise<void> {
    await send<Me>("PUT", "/api/me/password", { old, new: password });
    await this.ask();
  }

  /** The session has ended: what is shown is nobody's any more. */
  #lost(): void {
    sessionStorage.setItem(LOST, "yes");
    location.reload();
  }
}

export const who = new Who();
