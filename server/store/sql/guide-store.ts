import type { Selectable } from 'kysely';
import { DAY_MS } from '#core/base';
import { normaliseChannelName } from '#core/text';
import type { GuideStore, ProgrammeRow } from '../guide';
import type { Database } from './database';
import { inBatches } from './in-batches';
import type { SqlDatabase } from './sql-database';

/** Programmes longer than this are not found by a window that begins after their start. Larger: every query scans further back. */
const LONGEST_PROGRAMME_MS = 2 * DAY_MS;
const KEYS_PER_QUERY = 300;

/** Guide ids match without regard to case, as playlists and guides in the field disagree about it. */
export function foldGuideKey(key: string): string {
  return key.trim().toLowerCase();
}

/** A guide channel in one source. */
interface Resolved {
  readonly sourceId: string;
  readonly folded: string;
}

function programmeOf(row: Selectable<Database['programmes']>, guideKey: string): ProgrammeRow {
  return {
    guideKey,
    startMs: row.start_ms,
    stopMs: row.stop_ms,
    title: row.title,
    subtitle: row.subtitle,
    description: row.description,
    category: row.category,
    picture: row.picture,
    age: row.age,
  };
}

/** {@link GuideStore} in SQL. */
export class SqlGuideStore implements GuideStore {
  constructor(private readonly database: SqlDatabase) {}

  async between(keys: readonly string[], fromMs: number, toMs: number): Promise<readonly ProgrammeRow[]> {
    const found: ProgrammeRow[] = [];
    const wanted = keys.filter((key) => key !== '');
    for (const batch of inBatches(wanted, KEYS_PER_QUERY)) {
      const resolved = await this.resolve(batch);
      const rows = await this.programmes(resolved, fromMs, toMs);
      for (const [key, channel] of resolved) {
        for (const row of rows.get(`${channel.sourceId}\n${channel.folded}`) ?? []) found.push(programmeOf(row, key));
      }
    }
    return found;
  }

  /** Which guide channel each key stands for. */
  private async resolve(keys: readonly string[]): Promise<ReadonlyMap<string, Resolved>> {
    const names = Array.from(new Set(keys.flatMap((key) => [foldGuideKey(key), normaliseChannelName(key)]))).filter((name) => name !== '');
    const rows = await this.database
      .selectFrom('guide_names')
      .innerJoin('sources', (join) =>
        join.onRef('sources.id', '=', 'guide_names.source_id').onRef('sources.generation', '=', 'guide_names.generation'),
      )
      .select(['guide_names.name as name', 'guide_names.rank as rank', 'source_id', 'guide_key_folded'])
      .where('guide_names.name', 'in', names)
      .orderBy('sources.rank')
      .execute();
    const byName = new Map<string, Resolved>();
    for (const row of rows) {
      const place = `${String(row.rank)}\n${row.name}`;
      if (!byName.has(place)) byName.set(place, { sourceId: row.source_id, folded: row.guide_key_folded });
    }
    const resolved = new Map<string, Resolved>();
    for (const key of keys) {
      const channel = byName.get(`0\n${foldGuideKey(key)}`) ?? byName.get(`1\n${normaliseChannelName(key)}`);
      if (channel !== undefined) resolved.set(key, channel);
    }
    return resolved;
  }

  private async programmes(resolved: ReadonlyMap<string, Resolved>, fromMs: number, toMs: number) {
    const grouped = new Map<string, Array<Selectable<Database['programmes']>>>();
    const folded = Array.from(new Set(Array.from(resolved.values(), (channel) => channel.folded)));
    if (folded.length === 0) return grouped;
    const rows = await this.database
      .selectFrom('programmes')
      .innerJoin('sources', (join) =>
        join.onRef('sources.id', '=', 'programmes.source_id').onRef('sources.generation', '=', 'programmes.generation'),
      )
      .selectAll('programmes')
      .where('guide_key_folded', 'in', folded)
      .where('start_ms', '<', toMs)
      .where('start_ms', '>', fromMs - LONGEST_PROGRAMME_MS)
      .where('stop_ms', '>', fromMs)
      .orderBy('guide_key_folded')
      .orderBy('start_ms')
      .execute();
    for (const row of rows) {
      const place = `${row.source_id}\n${row.guide_key_folded}`;
      const list = grouped.get(place);
      if (list === undefined) grouped.set(place, [row]);
      else list.push(row);
    }
    return grouped;
  }
}
