import type { ConsoleMe } from './console-wire';
import { TEXTS } from './texts';

/** What the platform answered when it refused. */
export class ApiError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

function messageOf(answer: unknown): string {
  const error: unknown = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null;
  const message: unknown = typeof error === 'object' && error !== null && 'message' in error ? error.message : '';
  return typeof message === 'string' && message !== '' ? message : TEXTS.failed;
}

/** Talks to the platform for whoever is signed in. */
export class Api {
  private csrf = '';

  /** `onSignedOut` is told when the platform no longer knows the sign-in. */
  constructor(private readonly onSignedOut: () => void) {}

  /** Reads; the platform's own page and platform come from one build, so that shapes are taken on trust. Throws {@link ApiError}. */
  get<T>(path: string): Promise<T> {
    return this.send('GET', path) as Promise<T>;
  }

  /** Changes something. Throws {@link ApiError}. */
  change<T = null>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
    return this.send(method, path, body) as Promise<T>;
  }

  /** Who is signed in; `null` nobody. */
  async me(): Promise<ConsoleMe | null> {
    const response = await fetch('/console/api/me', { credentials: 'same-origin' });
    if (!response.ok) return null;
    return this.take((await response.json()) as ConsoleMe);
  }

  async signIn(name: string, password: string): Promise<ConsoleMe> {
    return this.take((await this.send('POST', 'sign-in', { name, password })) as ConsoleMe);
  }

  private take(me: ConsoleMe): ConsoleMe {
    this.csrf = me.csrf;
    return me;
  }

  private async send(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers: Record<string, string> = method === 'GET' ? {} : { 'x-hearth-csrf': this.csrf };
    if (body !== undefined) headers['content-type'] = 'application/json';
    let response: Response;
    try {
      response = await fetch(`/console/api/${path}`, { method, headers, credentials: 'same-origin', ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    } catch {
      throw new ApiError(0, TEXTS.offline);
    }
    if (response.status === 204) return null;
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return answer;
    if (response.status === 401 && path !== 'sign-in') this.onSignedOut();
    throw new ApiError(response.status, messageOf(answer));
  }
}
