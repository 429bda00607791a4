import { firstFrom, type Rows } from '../data/recording';
import type { Span } from './viewport';

/**
 * The points of some columns within a span, few enough to draw in every frame: where there are more rows than pixels, each pixel's lowest and
 * highest value. Buckets lie at multiples of their width, so that a peak does not flicker while it moves. The arrays are used again and again.
 */
export class Curves {
  /** The dates, then each column's values; null is a gap. */
  readonly data: [number[], ...(number | null)[][]];

  private readonly columns: readonly number[];

  constructor(columns: readonly number[]) {
    this.columns = columns;
    this.data = [[], ...columns.map(() => [])];
  }

  /** `epoch` is added to the rows' times. */
  fill(rows: Rows, { from, to }: Span, epoch: number, pixels: number): void {
    // A row more on either side, for the lines to reach the edges.
    const start = Math.max(0, firstFrom(rows, from) - 1);
    const end = Math.min(rows.length, firstFrom(rows, to) + 1);
    if (end - start <= 2 * pixels) {
      this.copy(rows, start, end, epoch);
    } else {
      this.condense(rows, start, end, epoch, (to - from) / pixels);
    }
  }

  private copy(rows: Rows, start: number, end: number, epoch: number): void {
    const dates = this.data[0];
    dates.length = end - start;
    for (let i = start; i < end; i++) {
      dates[i - start] = rows.times[i]! + epoch;
    }
    this.columns.forEach((index, n) => {
      const column = rows.columns[index]!;
      const values = this.data[n + 1]!;
      values.length = end - start;
      for (let i = start; i < end; i++) {
        const value = column[i]!;
        values[i - start] = value === value ? value : null;
      }
    });
  }

  private condense({ times, columns }: Rows, start: number, end: number, epoch: number, width: number): void {
    const dates = this.data[0];
    let points = 0;
    for (let first = start; first < end; ) {
      const border = (Math.floor(times[first]! / width) + 1) * width;
      let next = first + 1;
      while (next < end && times[next]! < border) {
        next++;
      }
      const isOne = next === first + 1;
      dates[points] = times[first]! + epoch;
      if (!isOne) {
        dates[points + 1] = times[next - 1]! + epoch;
      }
      for (let n = 0; n < this.columns.length; n++) {
        const column = columns[this.columns[n]!]!;
        let lowest = first;
        let highest = first;
        for (let i = first + 1; i < next; i++) {
          const value = column[i]!;
          // Not a number is neither less nor more: what is one takes its place.
          if (!(value >= column[lowest]!) && value === value) {
            lowest = i;
          }
          if (!(value <= column[highest]!) && value === value) {
            highest = i;
          }
        }
        const values = this.data[n + 1]!;
        values[points] = valueOrNull(column[Math.min(lowest, highest)]!);
        if (!isOne) {
          values[points + 1] = valueOrNull(column[Math.max(lowest, highest)]!);
        }
      }
      points += isOne ? 1 : 2;
      first = next;
    }
    for (const values of this.data) {
      values.length = points;
    }
  }
}

function valueOrNull(value: number): number | null {
  return value === value ? value : null;
}
