/** How many colours there are for curves; more curves have them again, dashed. */
export const colors = 8;

/** The class that has the colour of the n-th curve as `--curve`. */
export function colorClass(n: number): string {
  return `color-${n % colors}`;
}
