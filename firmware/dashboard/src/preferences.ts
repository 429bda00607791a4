/** What this browser remembers of the person's choices. A browser may forbid it: then nothing is remembered. */

const prefix = 'nano.';

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/** Null forgets. */
export function remember(name: string, value: string | null): void {
  try {
    if (value === null) {
      localStorage.removeItem(prefix + name);
    } else {
      localStorage.setItem(prefix + name, value);
    }
  } catch {
    // Then the choice holds until the page is closed.
  }
}
