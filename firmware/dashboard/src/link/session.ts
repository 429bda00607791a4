import type { Failure } from '../data/state';
import { retryAfter } from './diagnosis';

/** What this page may do on a board with a password. */
export interface Session {
  readonly password: boolean;
  readonly read: boolean;
  readonly control: boolean;
}

export interface SignInFailure {
  /** As in the protocol, or `not-connected`. */
  readonly code: string;
  /** Seconds until the next attempt is looked at; 0 for at once. */
  readonly wait: number;
}

// Relative, as every address of the page, so that a proxy may have the board below a path.
const path = 'api/session';

/** What this page may do; null when the board does not say. */
export async function askSession(): Promise<Session | null> {
  const answer = await ask({ cache: 'no-store' });
  return isFailure(answer) ? null : answer;
}

export function signIn(password: string): Promise<Session | SignInFailure> {
  return ask({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ password }) });
}

export async function signOut(): Promise<boolean> {
  try {
    return (await fetch(path, { method: 'DELETE' })).ok;
  } catch {
    return false;
  }
}

/** Whether the board has its setup page now. */
export async function hasSetup(): Promise<boolean> {
  return (await askState())?.setup === true;
}

/** What the board's start had to do otherwise than its settings ask for; null when the board does not say. */
export async function askNotices(): Promise<readonly Failure[] | null> {
  const state = await askState();
  return state && (Array.isArray(state.notices) ? (state.notices as Failure[]) : []);
}

async function askState(): Promise<{ setup?: unknown; notices?: unknown } | null> {
  try {
    const response = await fetch('api/state', { cache: 'no-store' });
    return response.ok ? ((await response.json()) as object) : null;
  } catch {
    return null;
  }
}

async function ask(init: RequestInit): Promise<Session | SignInFailure> {
  try {
    const response = await fetch(path, init);
    const body: unknown = await response.json().catch(() => ({}));
    if (response.ok) {
      return body as Session;
    }
    const { code } = body as { code?: unknown };
    const fallback = response.status === 429 ? 'too-many-attempts' : response.status === 401 ? 'wrong-password' : 'busy';
    return { code: typeof code === 'string' ? code : fallback, wait: response.status === 429 ? retryAfter(response) / 1_000 : 0 };
  } catch {
    return { code: 'not-connected', wait: 0 };
  }
}

export function isFailure(answer: Session | SignInFailure): answer is SignInFailure {
  return 'code' in answer;
}
