/** A setting as the board tells it. */
export interface Setting {
  readonly type: 'number' | 'switch' | 'text' | 'secret';
  readonly value?: number | boolean | string;
  readonly default?: number | boolean | string;
  readonly min?: number;
  readonly max?: number;
  readonly set?: boolean;
  readonly restart?: boolean;
}

export interface Settings {
  readonly revision: string;
  readonly restart: boolean;
  readonly join?: string;
  readonly settings: Readonly<Record<string, Setting>>;
}

export interface Change {
  readonly name: string;
  readonly from?: number | boolean | string;
  readonly to?: number | boolean | string;
  readonly restart?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly saved?: boolean;
  readonly restart?: boolean;
  readonly join?: boolean;
  readonly changes?: readonly Change[];
  readonly code?: string;
  readonly message?: string;
  readonly fields?: Readonly<Record<string, { readonly code: string; readonly message: string; readonly line?: number }>>;
}

/** So often a board that has no connection left is asked again. */
const attempts = 4;

/** Status 0 when the board does not answer. */
export async function ask<Body>(path: string, init: RequestInit = { cache: 'no-store' }): Promise<{ readonly status: number; readonly body: Body | null }> {
  for (let i = 1; ; i++) {
    try {
      const response = await fetch(path, init);
      if (response.status !== 503 || i === attempts) {
        return { status: response.status, body: (await response.json().catch(() => null)) as Body | null };
      }
    } catch {
      return { status: 0, body: null };
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

export function getSettings() {
  return ask<Settings>('api/settings');
}

export async function putSettings(content: string, type: string, revision: string | null): Promise<Answer> {
  const headers = { 'Content-Type': type, ...(revision === null ? {} : { 'If-Match': `"${revision}"` }) };
  const { status, body } = await ask<Omit<Answer, 'status'>>(revision === null ? 'api/settings?check=1' : 'api/settings', { method: 'PUT', headers, body: content });
  return { ...(body ?? {}), status };
}
