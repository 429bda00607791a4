import { recall, remember } from '../preferences';
import type { Reading } from './state';

/** What a value should not pass; null for no such limit. */
export interface Limit {
  readonly low: number | null;
  readonly high: number | null;
}

/** A value has passed a limit, or has come back. */
export interface AlertEntry {
  readonly at: number;
  readonly reading: Reading;
  readonly value: number;
  readonly isOut: boolean;
}

const kept = 100;

/** The limits that this browser watches, by channel, and what they have noticed since the page was opened. */
export class Alerts {
  readonly entries: AlertEntry[] = [];
  private readonly out: Set<string>;
  private readonly noticed: (entry: AlertEntry) => void;
  private limits: Record<string, Limit> = {};

  /** `out` has the channels that are beyond their limits. */
  constructor(out: Set<string>, noticed: (entry: AlertEntry) => void) {
    this.out = out;
    this.noticed = noticed;
    try {
      this.limits = JSON.parse(recall('limits') ?? '{}') as Record<string, Limit>;
    } catch {
      // As if there were none.
    }
  }

  limitOf(id: string): Limit {
    return this.limits[id] ?? { low: null, high: null };
  }

  setLimit(id: string, limit: Limit): void {
    const { [id]: _, ...others } = this.limits;
    this.limits = limit.low === null && limit.high === null ? others : { ...others, [id]: limit };
    remember('limits', Object.keys(this.limits).length > 0 ? JSON.stringify(this.limits) : null);
  }

  /** Looks at a channel's value. */
  look(reading: Reading): void {
    const { id } = reading.channel;
    const { low, high } = this.limitOf(id);
    const { value } = reading;
    if (value === null) {
      return;
    }
    const isOut = (low !== null && value < low) || (high !== null && value > high);
    if (isOut !== this.out.has(id)) {
      if (isOut) {
        this.out.add(id);
      } else {
        this.out.delete(id);
      }
      const entry = { at: Date.now(), reading, value, isOut };
      this.entries.unshift(entry);
      this.entries.length = Math.min(this.entries.length, kept);
      this.noticed(entry);
    }
  }
}
