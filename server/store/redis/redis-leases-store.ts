import type { Redis } from 'ioredis';
import type { LeaseEnd, LeaseRow, LeasesStore, LeaseStart, LeaseTerms, LeaseWish, PlayedRow } from '../leases';
import { LEASE_SCRIPTS } from './lease-scripts';
import { withRedisErrors } from './with-redis-errors';

/** Ids kept, and leases dropped, in one script. Larger: every other household waits longer for its turn. */
const IDS_PER_SCRIPT = 500;

type ScriptName = keyof typeof LEASE_SCRIPTS;
type Fields = Readonly<Record<string, unknown>>;

function leaseOf(fields: Fields): LeaseRow {
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  return {
    id: text('id'), accountId: text('accountId'), playerKey: text('playerKey'), playerName: text('playerName'), item: text('item'),
    startedAtMs: Number(text('startedAtMs')), beatAtMs: Number(text('beatAtMs')), expiresAtMs: Number(text('expiresAtMs')), endedAtMs: Number(text('endedAtMs')),
    // Written by the scripts alone.
    endReason: text('endReason') as LeaseEnd | '', replacedBy: text('replacedBy'),
  };
}

/** Lua knows no empty list: it comes as an empty object. */
function leasesOf(value: unknown): readonly LeaseRow[] {
  return Array.isArray(value) ? (value as readonly Fields[]).map(leaseOf) : [];
}

/** {@link LeasesStore} in Redis. Every step is one script, which no other interrupts. */
export class RedisLeasesStore implements LeasesStore {
  private readonly digests = new Map<ScriptName, string>();

  /** `prefix` begins every key, so that several platforms may share a Redis. */
  constructor(
    private readonly redis: Redis,
    private readonly prefix: string,
  ) {}

  async start(wish: LeaseWish, terms: LeaseTerms): Promise<LeaseStart> {
    const answer = await this.answer('start', { wish, terms });
    if (answer['kind'] === 'refused') return { kind: 'refused', open: leasesOf(answer['open']) };
    const lease = leaseOf(answer['lease'] as Fields);
    return answer['kind'] === 'told' ? { kind: 'told', lease } : { kind: 'started', lease, ended: leasesOf(answer['ended']) };
  }

  async beat(id: string, terms: LeaseTerms): Promise<LeaseRow | null> {
    const row: unknown = JSON.parse(String(await this.run('beat', { id, terms })));
    return row === null ? null : leaseOf(row as Fields);
  }

  async keepAll(ids: readonly string[], nowMs: number, lifeMs: number): Promise<readonly string[]> {
    const others: string[] = [];
    for (let from = 0; from < ids.length; from += IDS_PER_SCRIPT) {
      const batch = ids.slice(from, from + IDS_PER_SCRIPT);
      others.push(...((await this.run('keepAll', { ids: batch, nowMs, lifeMs })) as string[]));
    }
    return others;
  }

  async end(id: string, accountId: string, reason: LeaseEnd, nowMs: number): Promise<boolean> {
    return (await this.run('end', { id, accountId, reason, nowMs })) === 1;
  }

  async byId(id: string): Promise<LeaseRow | null> {
    const fields = await withRedisErrors(() => this.redis.hgetall(`${this.prefix}lease:${id}`));
    return Object.keys(fields).length === 0 ? null : leaseOf(fields);
  }

  async running(accountId: string, nowMs: number): Promise<readonly LeaseRow[]> {
    return leasesOf(JSON.parse(String(await this.run('running', { accountId, nowMs }))));
  }

  countRunning(nowMs: number): Promise<number> {
    return withRedisErrors(() => this.redis.zcount(`${this.prefix}running`, `(${String(nowMs)}`, '+inf'));
  }

  async newest(nowMs: number, most: number): Promise<readonly LeaseRow[]> {
    const rows = await this.readAll(await withRedisErrors(() => this.redis.zrangebyscore(`${this.prefix}running`, `(${String(nowMs)}`, '+inf')));
    return rows.sort((a, b) => b.startedAtMs - a.startedAtMs).slice(0, most);
  }

  async played(sinceMs: number, most: number): Promise<readonly PlayedRow[]> {
    const ids = await withRedisErrors(() => Promise.all(['running', 'ended'].map((set) => this.redis.zrange(`${this.prefix}${set}`, '0', '-1'))));
    const sums = new Map<string, { plays: number; playedMs: number }>();
    for (const { item, startedAtMs, beatAtMs } of await this.readAll(ids.flat())) {
      if (beatAtMs < sinceMs) continue;
      const sum = sums.get(item) ?? { plays: 0, playedMs: 0 };
      sums.set(item, { plays: sum.plays + 1, playedMs: sum.playedMs + beatAtMs - startedAtMs });
    }
    const rows = Array.from(sums, ([item, sum]) => ({ item, ...sum }));
    return rows.sort((a, b) => b.plays - a.plays || (a.item < b.item ? -1 : 1)).slice(0, most);
  }

  endedByOthers(sinceMs: number): Promise<readonly string[]> {
    return withRedisErrors(() => this.redis.zrangebyscore(`${this.prefix}taken`, sinceMs, '+inf'));
  }

  async deleteOver(beforeMs: number): Promise<number> {
    let count = 0;
    for (;;) {
      const dropped = Number(await this.run('deleteOver', { beforeMs, most: IDS_PER_SCRIPT }));
      count += dropped;
      if (dropped === 0) return count;
    }
  }

  private async readAll(ids: readonly string[]): Promise<LeaseRow[]> {
    const rows: LeaseRow[] = [];
    for (let from = 0; from < ids.length; from += IDS_PER_SCRIPT) {
      const batch = await Promise.all(ids.slice(from, from + IDS_PER_SCRIPT).map((id) => this.byId(id)));
      for (const row of batch) if (row !== null) rows.push(row);
    }
    return rows;
  }

  private async answer(name: ScriptName, given: Fields): Promise<Fields> {
    return JSON.parse(String(await this.run(name, given))) as Fields;
  }

  private run(name: ScriptName, given: Fields): Promise<unknown> {
    const words = JSON.stringify(given);
    return withRedisErrors(async () => {
      const known = this.digests.get(name);
      if (known !== undefined) {
        try {
          return await this.redis.evalsha(known, 0, this.prefix, words);
        } catch (error) {
          // A Redis that was started anew has forgotten its scripts.
          if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
        }
      }
      const digest = String(await this.redis.script('LOAD', LEASE_SCRIPTS[name]));
      this.digests.set(name, digest);
      return this.redis.evalsha(digest, 0, this.prefix, words);
    });
  }
}
