import type { Channel } from '../protocol';

/** The values an axis has room for, chosen so that it is calm: it changes only when the values leave it, or fill little of it. */
export class CalmRange {
  private low = 0;
  private high = 0;
  private readonly smallest: number;
  private least: number;
  private greatest: number;

  /** For the values of some channels. A twentieth of what they can be is always shown, or noise would look like a storm. */
  constructor(channels: readonly Channel[]) {
    this.least = Math.min(...channels.map(({ min }) => min ?? -Infinity));
    this.greatest = Math.max(...channels.map(({ max }) => max ?? Infinity));
    const span = this.greatest - this.least;
    if (!(span > 0)) {
      // A range of one value says nothing of how far its curve may go.
      this.least = -Infinity;
      this.greatest = Infinity;
    }
    // Figures about the board can be anything.
    this.smallest = span > 0 && span < 1e6 ? span / 20 : 1;
  }

  fit(min: number | null, max: number | null): [number, number] {
    if (min === null || max === null) {
      return this.low < this.high ? [this.low, this.high] : [0, 1];
    }
    // An axis of steps too small for its numbers would have no end.
    const needed = Math.max(max - min, this.smallest, Math.abs(max) * 1e-9);
    const room = this.high - this.low;
    if (min < this.low || max > this.high || room > 3 * needed) {
      const middle = (min + max) / 2;
      const step = niceStep(needed * 1.3);
      this.low = Math.max(Math.floor((middle - needed * 0.6) / step) * step, Math.min(this.least, min));
      this.high = Math.min(Math.ceil((middle + needed * 0.6) / step) * step, Math.max(this.greatest, max));
    }
    return [this.low, this.high];
  }
}

/** A tenth of a span or somewhat more, with one digit: 1, 2 or 5 times a power of ten. */
export function niceStep(span: number): number {
  const rough = span / 10;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((digit) => digit * power >= rough) ?? 10);
}
