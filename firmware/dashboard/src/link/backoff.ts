const first = 500;
const longest = 8_000;

/** Milliseconds to wait after so many failures in a row: doubling, with jitter so that many pages do not return at once. */
export function backOff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(longest, first * 2 ** failures);
  return ceiling * (0.5 + random() / 2);
}
