import type { History, Sample, Value } from '../protocol';
import { Recording } from './recording';

/** Puts what the board tells into a recording: after each greeting the past, then the present. */
export interface Recorder {
  readonly recording: Recording;
  /** Milliseconds from the epoch to the board's start: a row's time and this make a date. */
  readonly epoch: number;
  /** A board greets, maybe another one than before: `isSame` when it has the same channels. Its past comes next. */
  begin(channels: number, interval: number, isSame: boolean): void;
  history(history: History): void;
  /** The past has come, or will not. */
  complete(): void;
  sample(sample: Sample): void;
}

export interface RecorderOptions {
  /** The past is recorded; all that was known before is gone when the board was restarted. */
  filled(isRestarted: boolean): void;
  now?(): number;
}

/** The longest time that the plot can show: rows for so much of it are always kept, and so many at least. */
export const longest = 900_000;
const fewest = 20_000;

/** Clocks that have moved against each other by this much: the board was restarted, or somebody has set this computer's. */
const jump = 2_000;

/** A row that is later than the one before it by this many times its due is behind a gap. */
const gap = 2.5;

export function createRecorder({ filled, now = Date.now }: RecorderOptions): Recorder {
  let recording = new Recording(0, 0);
  let epoch: number | null = null;
  let interval = 0;
  let lastStep = 0;
  let past: History | null = null;
  let isPastDue = false;
  /** Samples that go behind the past; null when it is there. */
  let waiting: Sample[] | null = null;

  function append(t: number, values: readonly Value[] | null, step: number): void {
    const { last } = recording;
    if (last !== null && t - last > gap * Math.max(step, lastStep)) {
      recording.append(last + lastStep, null);
    }
    recording.append(t, values);
    lastStep = step;
  }

  /** Whether the clocks have moved against each other since the last sample. */
  function hasJumped(t: number): boolean {
    const found = now() - t;
    if (epoch !== null && Math.abs(found - epoch) <= jump) {
      return false;
    }
    epoch = found;
    return true;
  }

  function fill(): void {
    const first = waiting?.[0];
    if (!first || isPastDue) {
      return;
    }
    const isRestarted = hasJumped(first.t);
    if (isRestarted) {
      recording.clear();
    }
    past?.v.forEach((row, n) => append(past!.t + n * past!.interval, row, past!.interval));
    for (const sample of waiting!) {
      append(sample.t, sample.v, interval);
    }
    waiting = past = null;
    filled(isRestarted);
  }

  return {
    get recording() {
      return recording;
    },
    get epoch() {
      return epoch ?? now();
    },
    begin(channels, between, isSame) {
      if (!isSame || between !== interval) {
        recording = new Recording(channels, Math.max(fewest, Math.ceil(longest / between)));
        epoch = null;
      }
      interval = between;
      waiting = [];
      past = null;
      isPastDue = true;
    },
    history(history) {
      past = history;
    },
    complete() {
      isPastDue = false;
      fill();
    },
    sample(sample) {
      if (waiting) {
        waiting.push(sample);
        fill();
      } else {
        // Nothing restarts without a greeting: this computer's clock was set, and dates go by the new one.
        hasJumped(sample.t);
        append(sample.t, sample.v, interval);
      }
    },
  };
}
