import type { History, Sample, Value } from '../protocol';
import { Recording } from './recording';

/** Puts what the board tells into a recording: after each greeting the past, then the present. */
export interface Recorder {
  readonly recording: Recording;
  /** Milliseconds from the epoch to the board's start: a row's time and this make a date. */
  readonly epoch: number;
  /** A board greets, maybe another one than before. Its past comes next. */
  begin(channels: number, interval: number): void;
  history(history: History): void;
  /** The past has come, or will not. */
  complete(): void;
  sample(sample: Sample): void;
}

export interface RecorderOptions {
  /** The past is recorded. */
  filled(): void;
  now?(): number;
}

/** A clock that has jumped by this much is that of a board that was restarted. */
const restarted = 2_000;

/** A row that is later than the one before it by this many times its due is behind a gap. */
const gap = 2.5;

export function createRecorder({ filled, now = Date.now }: RecorderOptions): Recorder {
  let recording = new Recording(0);
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

  /** Sees from the board's clock whether it has been restarted since the last greeting. */
  function settleClock(t: number): void {
    const found = now() - t;
    if (epoch === null || Math.abs(found - epoch) > restarted) {
      recording.clear();
      epoch = found;
    }
  }

  function fill(): void {
    const first = waiting?.[0];
    if (!first || isPastDue) {
      return;
    }
    settleClock(first.t);
    past?.v.forEach((row, n) => append(past!.t + n * past!.interval, row, past!.interval));
    for (const sample of waiting!) {
      append(sample.t, sample.v, interval);
    }
    waiting = past = null;
    filled();
  }

  return {
    get recording() {
      return recording;
    },
    get epoch() {
      return epoch ?? now();
    },
    begin(channels, between) {
      interval = between;
      waiting = [];
      past = null;
      isPastDue = true;
      if (recording.columns.length !== channels) {
        recording = new Recording(channels);
        epoch = null;
      }
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
        append(sample.t, sample.v, interval);
      }
    },
  };
}
