/** Why the board took no WebSocket. A page cannot see that on the WebSocket itself, so it asks by an ordinary request. */
export type Diagnosis =
  /** Nobody answers. */
  | { readonly kind: 'unreachable' }
  /** All its connections are taken, or all that one address may have; milliseconds after which it may be asked again. */
  | { readonly kind: 'full'; readonly retryAfter: number }
  /** It does not serve this page's address. */
  | { readonly kind: 'forbidden' }
  /** It wants its password first. */
  | { readonly kind: 'signin' }
  /** It sees nothing wrong. */
  | { readonly kind: 'well' };

const patience = 5_000;

export async function diagnose(): Promise<Diagnosis> {
  try {
    const response = await fetch('api/session', { cache: 'no-store', signal: AbortSignal.timeout(patience) });
    switch (response.status) {
      case 401:
        return { kind: 'signin' };
      case 403:
      case 421:
        return { kind: 'forbidden' };
      case 429:
      case 503:
        return { kind: 'full', retryAfter: retryAfter(response) };
      case 200: {
        const session: unknown = await response.json();
        return { kind: isLocked(session) ? 'signin' : 'well' };
      }
      default:
        // 404: a board that knows no passwords.
        return { kind: response.status < 500 ? 'well' : 'unreachable' };
    }
  } catch {
    return { kind: 'unreachable' };
  }
}

/** Milliseconds that a response asks to wait. */
export function retryAfter(response: Response): number {
  return (Number(response.headers.get('Retry-After')) || 5) * 1_000;
}

function isLocked(session: unknown): boolean {
  const { password, read } = session as { password?: unknown; read?: unknown };
  return password === true && read === false;
}
