// The API counts code points; a JavaScript string counts UTF-16 units. Everything that slices text goes through here.

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** How many code points a string has; a lone surrogate counts as one, as it does in Python. */
export function length(text: string): number {
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i++) {
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) {
      count--;
      i++;
    }
  }
  return count;
}

/**
 * A text that is sliced by code points. Most texts have none beyond U+FFFF and are sliced as they are; for the others
 * the places of the wide ones are kept, so that a slice costs a binary search.
 */
export class CodePointText {
  readonly text: string;
  readonly length: number;
  /** The code-point offset of each character that takes two units. */
  readonly #wide: number[] = [];

  constructor(text: string) {
    this.text = text;
    for (let i = 0, points = 0; i < text.length; i++, points++) {
      if (isHigh(text.charCodeAt(i)) && i + 1 < text.length && isLow(text.charCodeAt(i + 1))) {
        this.#wide.push(points);
        i++;
      }
    }
    this.length = text.length - this.#wide.length;
  }

  /** The UTF-16 offset of a code-point offset, kept within the text. */
  unit(point: number): number {
    const within = Math.max(0, Math.min(point, this.length));
    return within + this.#wideBefore(within);
  }

  /** The words between two code-point offsets, half open. */
  slice(start: number, end: number = this.length): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }

  #wideBefore(point: number): number {
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#wide[middle] ?? Infinity) < point) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
