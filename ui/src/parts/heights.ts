// How high the rows of a list are, as far as that is known, and where each begins.

export class Heights {
  readonly #estimate: number;
  #heights = new Float64Array(0);
  #above = new Float64Array(1);
  /** Up to which row the sums hold. */
  #summed = 0;

  constructor(estimate: number) {
    this.#estimate = estimate;
  }

  reset(total: number): void {
    this.#heights = new Float64Array(total).fill(this.#estimate);
    this.#above = new Float64Array(total + 1);
    this.#summed = 0;
  }

  /** Notes the height of a row; whether it is another one than before. */
  set(index: number, height: number): boolean {
    if (height <= 0 || index >= this.#heights.length || this.#heights[index] === height) return false;
    this.#heights[index] = height;
    this.#summed = Math.min(this.#summed, index);
    return true;
  }

  /** The height of all rows above one. */
  above(index: number): number {
    const to = Math.max(0, Math.min(index, this.#heights.length));
    for (let row = this.#summed; row < to; row++)
      this.#above[row + 1] = (this.#above[row] ?? 0) + (this.#heights[row] ?? 0);
    this.#summed = Math.max(this.#summed, to);
    return this.#above[to] ?? 0;
  }

  /** The row that lies `pixels` below the top of the list. */
  at(pixels: number): number {
    let low = 0;
    let high = Math.max(0, this.#heights.length - 1);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.above(middle + 1) <= pixels) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
