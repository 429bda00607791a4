/** How good the connection is. */
export interface Quality {
  /** Milliseconds from a command to its answer, smoothed; null before the first. */
  roundTrip: number | null;
  /** Samples that did not come since the page was opened. */
  dropped: number;
}

/** Weight of the newest round trip. */
const weight = 0.3;

export function noteRoundTrip(quality: Quality, milliseconds: number): void {
  quality.roundTrip = quality.roundTrip === null ? milliseconds : quality.roundTrip + weight * (milliseconds - quality.roundTrip);
}

/** Counts the steps of `seq` that are missing. */
export function createGapCounter(quality: Quality): { next(seq: number): void; restart(): void } {
  let last: number | null = null;
  return {
    next(seq) {
      if (last !== null && seq > last + 1) {
        quality.dropped += seq - last - 1;
      }
      // The sample that a `state` command asks for may repeat a number.
      last = Math.max(last ?? seq, seq);
    },
    restart() {
      last = null;
    },
  };
}
