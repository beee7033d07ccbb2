import type { SourceId } from '#core/base';
import { sha256Hex } from '#core/text';
import { fileIdOf } from '#sources/playlist-file';
import type { SourceSecret, StoredSource } from '#sources/registry';
import type { BundledSource } from './bundle';

/**
 * What becomes of a source: `same` is here already, `replaced` has another password now, `waits` came without one and has to be added by hand first,
 * `file` was a playlist's file, which stays where it is.
 */
export type SourceOutcome = 'new' | 'same' | 'replaced' | 'waits' | 'file';

/** What a bundle's sources make of those that are here. */
export interface SourcePlan {
  readonly outcomes: ReadonlyArray<{ readonly name: string; readonly outcome: SourceOutcome }>;
  /** Ids that are others here, from the bundle's to the set's. */
  readonly renamed: ReadonlyMap<string, SourceId>;
  /** What to keep under which id. Secret. */
  readonly secrets: ReadonlyArray<readonly [SourceId, SourceSecret]>;
  /** The list as it shall be; `null`: as it is. */
  readonly list: ReadonlyArray<StoredSource['config']> | null;
}

function placeOf(secret: SourceSecret): string {
  return [secret.address.replace(/\/+$/, '').toLowerCase(), secret.username, (secret.mac ?? '').toLowerCase()].join('\n');
}

function isSame(source: BundledSource, here: StoredSource): boolean {
  if (here.config.kind !== source.kind) return false;
  if (source.secret !== null) return placeOf(source.secret) === placeOf(here.secret);
  return here.config.id === source.id || (source.host !== '' && here.config.host === source.host);
}

/** The way of the source that is here is kept where there is one: what was closed is not opened from elsewhere. */
function joinSecret(theirs: SourceSecret, ours: SourceSecret): SourceSecret {
  const { route: _theirWay, ...rest } = theirs;
  const route = ours.route ?? theirs.route;
  return route === undefined ? rest : { ...rest, route };
}

function outcomeOf(source: BundledSource, here: StoredSource | undefined): SourceOutcome {
  if (source.secret !== null && fileIdOf(source.secret.address) !== null) return 'file';
  if (here === undefined) return source.secret === null ? 'waits' : 'new';
  return source.secret !== null && source.secret.password !== here.secret.password ? 'replaced' : 'same';
}

/** Works out what comes of a bundle's sources; changes nothing. `isWanted`: else they are only recognised. */
export function planSources(sources: readonly BundledSource[], here: readonly StoredSource[], isWanted: boolean): SourcePlan {
  const renamed = new Map<string, SourceId>();
  const secrets: Array<readonly [SourceId, SourceSecret]> = [];
  const added: StoredSource['config'][] = [];
  const outcomes = sources.map((source) => {
    const found = here.find((each) => isSame(source, each));
    const outcome = outcomeOf(source, found);
    if (found !== undefined && found.config.id !== source.id) renamed.set(source.id, found.config.id);
    if (isWanted && outcome === 'replaced' && found !== undefined && source.secret !== null) secrets.push([found.config.id, joinSecret(source.secret, found.secret)]);
    if (isWanted && outcome === 'new' && source.secret !== null) {
      // Another source has this id, as good as never.
      const isTaken = here.some(({ config }) => config.id === source.id);
      const id = isTaken ? (`s${sha256Hex(placeOf(source.secret)).slice(0, 12)}` as SourceId) : source.id;
      if (isTaken) renamed.set(source.id, id);
      secrets.push([id, source.secret]);
      added.push({ id, kind: source.kind, name: source.name, host: source.host });
    }
    return { name: source.name === '' ? source.host : source.name, outcome };
  });
  return { outcomes, renamed, secrets, list: added.length === 0 ? null : here.map(({ config }) => config).concat(added) };
}
