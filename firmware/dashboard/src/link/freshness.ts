/** Notices that samples stopped coming. */
export interface Freshness {
  /** Something arrived; the next sample is due within `interval` milliseconds. */
  heard(interval: number): void;
  /** Nothing is expected until something is heard again. */
  stop(): void;
}

export interface FreshnessEvents {
  stale(): void;
  dead(): void;
}

const tick = 100;

/** Three intervals; a fast board has the time of the default one, or any hiccup of the Wi-Fi would turn the page grey. */
const staleAfter = (interval: number): number => Math.max(3 * interval, 300);

/** A board that lost its power does not say goodbye, so a long silence ends the connection. */
const deadAfter = (interval: number): number => Math.max(10 * interval, 5_000);

export function watchFreshness(events: FreshnessEvents): Freshness {
  let expecting = false;
  let interval = 0;
  let heardAt = 0;
  let tickedAt = performance.now();

  setInterval(() => {
    const now = performance.now();
    const overslept = now - tickedAt > 10 * tick;
    tickedAt = now;

    // A late tick says that the page slept, not the board: what arrived meanwhile comes right after it.
    if (!expecting || overslept) {
      return;
    }
    const silence = now - heardAt;
    if (silence > deadAfter(interval)) {
      expecting = false;
      events.dead();
    } else if (silence > staleAfter(interval)) {
      events.stale();
    }
  }, tick);

  return {
    heard(next) {
      expecting = true;
      interval = next;
      heardAt = performance.now();
    },
    stop() {
      expecting = false;
    },
  };
}
