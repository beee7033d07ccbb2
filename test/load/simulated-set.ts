import { randomUUID } from 'node:crypto';
import { FormPhone } from './form-phone';

/** What a request was for. */
export type RequestKind = 'sign-in' | 'refresh' | 'home' | 'play' | 'beat' | 'save' | 'events' | 'order';

/** How long a view that is told of lasted, milliseconds. */
export const VIEW_MS = 1000;

/** One answered request. `status` 0: no answer. */
export interface Taken {
  readonly kind: RequestKind;
  readonly node: string;
  readonly ms: number;
  readonly status: number;
}

interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

type Json = Readonly<Record<string, unknown>>;

function textOf(body: Json, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}

/** A set as the platform sees it: one device of an account. It remembers what was confirmed to it, and nothing else. */
export class SimulatedSet {
  /** Place confirmed last by its key, milliseconds. */
  readonly saved = new Map<string, number>();
  profileId = '';
  /** Views whose events were confirmed. */
  told = 0;
  /** Orders that were confirmed as paid, with their amounts in minor units. */
  readonly paid = new Map<string, number>();
  /** The offer it has begun to pay and not heard the end of; empty: none. */
  private buying = '';
  /** Offers it has taken. */
  private bought = 0;
  private waiting: readonly Json[] = [];
  private sequence = 0;
  private tokens: Tokens = { access: '', refresh: '' };
  private leaseId = '';
  private readonly clientId = `load-${randomUUID()}`;

  /** `note` hears of every request. */
  constructor(private readonly note: (taken: Taken) => void) {}

  /** Signs in by name and password and takes the account's first profile. */
  async signIn(node: string, name: string, password: string): Promise<void> {
    const form = { grant_type: 'password', username: name, password, client_id: this.clientId, device_name: 'Simulated set' };
    this.keep(await this.form(node, 'sign-in', form));
    const me = await this.ask(node, 'home', '/api/v1/me');
    const [first] = Array.isArray(me.body['profiles']) ? (me.body['profiles'] as readonly Json[]) : [];
    this.profileId = textOf(first ?? {}, 'id');
  }

  /** Exchanges its refresh token; answers the status. */
  async refresh(node: string): Promise<number> {
    const answer = await this.form(node, 'refresh', { grant_type: 'refresh_token', refresh_token: this.tokens.refresh });
    if (answer.status === 200) this.keep(answer);
    return answer.status;
  }

  /** The token it would refresh with now. */
  get refreshToken(): string {
    return this.tokens.refresh;
  }

  /** Opens Home; answers the status. */
  async openHome(node: string): Promise<number> {
    return (await this.ask(node, 'home', '/api/v1/home')).status;
  }

  /** Asks to watch a channel; answers the status. */
  async play(node: string, channelId: string): Promise<number> {
    const answer = await this.ask(node, 'play', '/api/v1/play', { method: 'POST', body: { kind: 'channel', id: channelId, forms: ['hls'] } });
    const lease = answer.body['lease'];
    this.leaseId = typeof lease === 'object' && lease !== null ? textOf(lease as Json, 'id') : '';
    return answer.status;
  }

  /** Says that it still plays; answers the status, 0 where it does not play. */
  async beat(node: string): Promise<number> {
    if (this.leaseId === '') return 0;
    return (await this.ask(node, 'beat', `/api/v1/leases/${encodeURIComponent(this.leaseId)}/beat`, { method: 'POST' })).status;
  }

  /** Saves how far it has come; remembers what was confirmed. */
  async save(node: string, key: string, positionMs: number): Promise<number> {
    const item = { key, positionMs, durationMs: 3_600_000, updatedAtMs: Date.now(), isFinished: false, parentId: '' };
    const answer = await this.ask(node, 'save', `/api/v1/profiles/${this.profileId}/progress`, { method: 'PUT', body: { items: [item] } });
    if (answer.status === 204) this.saved.set(key, positionMs);
    return answer.status;
  }

  /**
   * Tells of a view of {@link VIEW_MS} what a set tells, together with what was told before and not confirmed; answers the status. The same events
   * are told again under the same names, as a set does.
   */
  async tell(node: string): Promise<number> {
    const viewId = randomUUID();
    const event = (type: string, props: Json): Json => ({ id: randomUUID(), type, atMs: Date.now(), sequence: (this.sequence += 1), viewId, item: 'm:1', props });
    this.waiting = [...this.waiting, event('view_requested', { kind: 'movie' }), event('playback_started', { startupMs: 500 }), event('heartbeat', { playedMs: VIEW_MS })];
    return this.tellWaiting(node);
  }

  /** Tells once more what is not confirmed yet; answers the status, 202 where nothing waits. */
  async tellWaiting(node: string): Promise<number> {
    const events = this.waiting;
    if (events.length === 0) return 202;
    const body = { sentAtMs: Date.now(), sessionId: this.clientId.slice(0, 40), device: { model: 'Simulated set', app: '1.0.0' }, events };
    const { status } = await this.ask(node, 'events', '/api/v1/events', { method: 'POST', body });
    if (status === 202) {
      this.waiting = [];
      this.told += events.length / 3;
    }
    return status;
  }

  /** Rents the next of these offers, or goes on with the one it has begun; answers whether nothing is left to be ended. */
  async rent(node: string, offers: readonly string[]): Promise<boolean> {
    if (this.buying === '') {
      this.buying = offers[this.bought] ?? '';
      this.bought += 1;
    }
    return this.settleWaiting(node);
  }

  /** Ends what it has begun to pay: the same order again, by its key, and the payment pages as a phone goes through them. */
  async settleWaiting(node: string): Promise<boolean> {
    if (this.buying === '') return true;
    const { status, body } = await this.ask(node, 'order', '/api/v1/orders', { method: 'POST', body: { offerId: this.buying }, key: `${this.clientId}-${this.buying}` });
    const payUrl = textOf(body, 'payUrl');
    if (status !== 200) return false;
    if (body['status'] !== 'paid' && !(await this.pay(node, new URL(payUrl).pathname))) return false;
    this.paid.set(textOf(body, 'id'), Number(body['dueMinor']));
    this.buying = '';
    return true;
  }

  private async pay(node: string, path: string): Promise<boolean> {
    const phone = new FormPhone(node);
    try {
      await phone.open(path);
      // Who was sent on and did not hear the end finds the order paid, or the provider's page again.
      if ((await phone.send(path, { step: 'pay' })) !== 303) return false;
      const bank = new URL(phone.next, node).pathname;
      await phone.open(bank);
      return (await phone.send(bank, { decision: 'pay' })) === 200;
    } catch {
      // A node that was ended.
      return false;
    }
  }

  /** Places the platform holds for its profile. */
  async places(node: string): Promise<ReadonlyMap<string, number>> {
    const { body } = await this.ask(node, 'home', `/api/v1/profiles/${this.profileId}/progress`);
    const items = Array.isArray(body['items']) ? (body['items'] as readonly Json[]) : [];
    return new Map(items.map((item) => [textOf(item, 'key'), Number(item['positionMs'])]));
  }

  /** Ids of the channels it may list. */
  async channels(node: string): Promise<readonly string[]> {
    const { body } = await this.ask(node, 'home', '/api/v1/catalog');
    const channels = Array.isArray(body['channels']) ? (body['channels'] as readonly Json[]) : [];
    return channels.map((channel) => textOf(channel, 'id')).filter((id) => id !== '');
  }

  /** How many streams the account plays. */
  async streams(node: string): Promise<number> {
    const { body } = await this.ask(node, 'home', '/api/v1/leases');
    return Array.isArray(body['items']) ? body['items'].length : -1;
  }

  /** Asks a parent for more time; what the parent finds the question by. */
  async askForTime(node: string): Promise<{ readonly id: string; readonly code: string }> {
    const { body } = await this.ask(node, 'home', '/api/v1/time-requests', { method: 'POST', body: { profileId: this.profileId, reason: 'bedtime' } });
    return { id: textOf(body, 'id'), code: textOf(body, 'code') };
  }

  /** What the parent said; waits some seconds for it. */
  async timeAnswer(node: string, id: string): Promise<Json> {
    return (await this.ask(node, 'home', `/api/v1/time-requests/${id}?wait=20000`)).body;
  }

  private keep({ status, body }: { readonly status: number; readonly body: Json }): void {
    if (status === 200) this.tokens = { access: textOf(body, 'access_token'), refresh: textOf(body, 'refresh_token') };
  }

  private form(node: string, kind: RequestKind, fields: Readonly<Record<string, string>>): Promise<{ status: number; body: Json }> {
    const body = new URLSearchParams({ ...fields });
    return this.send(node, kind, '/oauth/token', { method: 'POST', body });
  }

  private ask(node: string, kind: RequestKind, path: string, wish: { method?: string; body?: Json; key?: string } = {}): Promise<{ status: number; body: Json }> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.tokens.access}`, ...(wish.key === undefined ? {} : { 'idempotency-key': wish.key }) };
    if (wish.body === undefined) return this.send(node, kind, path, { method: wish.method ?? 'GET', headers });
    headers['content-type'] = 'application/json';
    return this.send(node, kind, path, { method: wish.method ?? 'GET', headers, body: JSON.stringify(wish.body) });
  }

  private async send(node: string, kind: RequestKind, path: string, init: RequestInit): Promise<{ status: number; body: Json }> {
    const startMs = performance.now();
    try {
      const answer = await fetch(`${node}${path}`, init);
      const text = await answer.text();
      this.note({ kind, node, ms: performance.now() - startMs, status: answer.status });
      const body: unknown = text.startsWith('{') ? JSON.parse(text) : {};
      return { status: answer.status, body: body as Json };
    } catch {
      // A node that was ended: the set asks another.
      this.note({ kind, node, ms: performance.now() - startMs, status: 0 });
      return { status: 0, body: {} };
    }
  }
}
