// The wheel over the band: up and down narrows and widens, sideways moves. A page that is scrolled past the band keeps
// scrolling: only a movement that begins on the band means the band.

import type { Attachment } from "svelte/attachments";

const PAUSE = 350;
const FINE = 0.0022;

export class Wheel {
  readonly #turned: (factor: number, shift: number, x: number) => void;
  #elsewhere = 0;

  constructor(turned: (factor: number, shift: number, x: number) => void) {
    this.#turned = turned;
  }

  attach: Attachment<SVGSVGElement> = (element) => {
    const outside = (event: WheelEvent): void => {
      if (!(event.target instanceof Node && element.contains(event.target))) this.#elsewhere = event.timeStamp;
    };
    const inside = (event: WheelEvent): void => {
      if (event.timeStamp - this.#elsewhere < PAUSE) {
        this.#elsewhere = event.timeStamp;
        return;
      }
      event.preventDefault();
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
      const x = event.clientX - element.getBoundingClientRect().left;
      if (sideways) this.#turned(1, event.deltaX || event.deltaY, x);
      else this.#turned(Math.exp(Math.max(-120, Math.min(120, event.deltaY)) * FINE), 0, x);
    };
    addEventListener("wheel", outside, { passive: true });
    element.addEventListener("wheel", inside, { passive: false });
    return () => {
      removeEventListener("wheel", outside);
      element.removeEventListener("wheel", inside);
    };
  };
}
