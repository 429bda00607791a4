import type { Value } from '../protocol';

/** Rows of values, the oldest first. Only the first `length` elements of each array count. */
export interface Rows {
  readonly length: number;
  /** The board's clock in milliseconds, ascending. */
  readonly times: Float64Array;
  /** One column for each channel; NaN where there is no value. */
  readonly columns: readonly Float64Array[];
}

/**
 * The last rows of all channels, in memory that is taken once. Columns are written to from the front to the back; when they are full, the
 * newest rows are moved to the front. So what is kept always lies in one piece.
 */
export class Recording implements Rows {
  readonly times: Float64Array;
  readonly columns: readonly Float64Array[];
  length = 0;

  private readonly capacity: number;

  /** `capacity`: so many of the newest rows are always kept. */
  constructor(channels: number, capacity: number) {
    this.capacity = capacity;
    const size = Math.ceil(capacity * 1.25);
    this.times = new Float64Array(size);
    this.columns = Array.from({ length: channels }, () => new Float64Array(size));
  }

  get last(): number | null {
    return this.length > 0 ? this.times[this.length - 1]! : null;
  }

  /** Adds a row; null for a gap. A row that is not later than the last is left out. */
  append(t: number, values: readonly Value[] | null): void {
    if (this.last !== null && t <= this.last) {
      return;
    }
    if (this.length === this.times.length) {
      this.compact();
    }
    const row = this.length++;
    this.times[row] = t;
    for (let i = 0; i < this.columns.length; i++) {
      this.columns[i]![row] = values?.[i] ?? NaN;
    }
  }

  clear(): void {
    this.length = 0;
  }

  private compact(): void {
    const from = this.length - this.capacity;
    this.times.copyWithin(0, from);
    for (const column of this.columns) {
      column.copyWithin(0, from);
    }
    this.length = this.capacity;
  }
}

/** Rows as they are now, whatever happens to the recording. */
export function copyOf({ length, times, columns }: Rows): Rows {
  return { length, times: times.slice(0, length), columns: columns.map((column) => column.slice(0, length)) };
}

/** The first row that is not before a time; the number of rows when all are. */
export function firstFrom({ times, length }: Rows, t: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < t) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The row nearest to a time; -1 when there is none. */
export function nearest(rows: Rows, t: number): number {
  const after = firstFrom(rows, t);
  if (after === 0 || after === rows.length) {
    return Math.min(after, rows.length - 1);
  }
  return rows.times[after]! - t < t - rows.times[after - 1]! ? after : after - 1;
}

/** When a column last changed; null when it has not. */
export function lastChange({ times, columns, length }: Rows, index: number): number | null {
  const column = columns[index]!;
  let later = NaN;
  for (let row = length - 1; row >= 0; row--) {
    const value = column[row]!;
    if (value === value) {
      if (later === later && value !== later) {
        return times[row + 1]!;
      }
      later = value;
    }
  }
  return null;
}
