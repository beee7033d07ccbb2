import { DAY_MS } from '#core/base';
import type { ItemKey, Steps } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import type { CatalogReader, ChannelRecord, ColumnarCatalog, GuideReader, Row } from '#core/catalog';
import { createGuideBuilder, splitGuideKey } from '#core/guide';
import type { ColumnarGuide } from '#core/guide';
import { buildProgrammeIndexSteps, buildSearchIndexSteps, decodeProgrammeIndexSteps, decodeSearchIndexSteps } from '#core/search';
import type { ProgrammeIndex, SearchIndex } from '#core/search';
import { RENAMED } from './shelves';
import type { ChannelPlace, GuideKeys, ProgrammeShelf, RewiredChannel, TitleShelf } from './shelves';

/** Channels between two pauses; a record is some microseconds on a desk computer. */
const STEP_CHANNELS = 64;
/** What was fetched for channels in view reaches no further. */
const PAST_MS = 7 * DAY_MS;
const FUTURE_MS = 14 * DAY_MS;

/** The index of a catalogue: the stored one, or built where there is none or it cannot be read. */
export function* titleIndexSteps(catalog: ColumnarCatalog, chunks: readonly Uint8Array[] | null): Steps<SearchIndex> {
  const stored = chunks === null ? null : yield* decodeSearchIndexSteps(chunks, { revision: catalog.revision });
  return stored !== null && stored.ok ? stored.value : yield* buildSearchIndexSteps(catalog);
}

/** The index of a guide, as {@link titleIndexSteps}. */
export function* programmeIndexSteps(guide: ColumnarGuide, chunks: readonly Uint8Array[] | null): Steps<ProgrammeIndex> {
  const stored = chunks === null ? null : yield* decodeProgrammeIndexSteps(chunks, { revision: guide.revision });
  return stored !== null && stored.ok ? stored.value : yield* buildProgrammeIndexSteps(guide);
}

/** A shelf of the channels the viewer has renamed, by their new names; their old ones are in their sources' indexes. `null`: none is. */
export function* renamedShelfSteps(reader: CatalogReader): Steps<TitleShelf | null> {
  const builder = createCatalogBuilder({ sourceId: RENAMED });
  const keys: ItemKey[] = [];
  for (const row of reader.renamedRows ?? []) {
    const channel = reader.channel(row);
    if (channel === null) continue;
    keys.push(channel.key);
    builder.addChannel({ nativeId: String(keys.length), name: channel.name, isAdult: channel.isAdult });
    if (keys.length % STEP_CHANNELS === 0) yield;
  }
  if (keys.length === 0) return null;
  const catalog = yield* builder.finishSteps();
  return { sourceId: RENAMED, catalog, index: yield* buildSearchIndexSteps(catalog), keys };
}

/** Reads which channel of a catalogue has which guide. */
export function* guideKeysSteps(catalog: ColumnarCatalog): Steps<GuideKeys> {
  const keys: string[] = [];
  const rows = new Map<string, Row>();
  const withArchive = new Set<string>();
  const count = catalog.count('channel');
  for (let row = 0; row < count; row += 1) {
    if (row % STEP_CHANNELS === 0) yield;
    const channel = catalog.channel(row);
    const key = channel?.guideKey ?? '';
    keys.push(key);
    if (key === '' || channel === null) continue;
    const isBetter = channel.catchup !== null && !withArchive.has(key);
    if (isBetter) withArchive.add(key);
    if (isBetter || !rows.has(key)) rows.set(key, row);
  }
  return { revision: catalog.revision, keys, rows };
}

/** Channels whose guide the viewer has chosen, those with an archive first. */
export function rewiredChannels(reader: CatalogReader): readonly RewiredChannel[] {
  const found = (reader.rewiredRows ?? []).map((row) => reader.channel(row));
  const channels = found.filter((channel): channel is ChannelRecord => channel !== null);
  const byArchive = channels.filter(({ catchup }) => catchup !== null).concat(channels.filter(({ catchup }) => catchup === null));
  return byArchive.map(({ key, guideKey }) => ({ key, guideKey: splitGuideKey(guideKey).key }));
}

/** A shelf of a source's guide file. `rewired`: channels that have another guide than their catalogue says. */
export function fileShelf(titles: TitleShelf, keys: GuideKeys, guide: ColumnarGuide, index: ProgrammeIndex, rewired: readonly RewiredChannel[]): ProgrammeShelf {
  const away = new Set(rewired.map(({ key }) => key));
  const chosen = new Map<number, ItemKey>();
  for (const { key, guideKey } of rewired) {
    const channel = guideKey === '' ? -1 : guide.channelOf(guideKey);
    if (channel >= 0 && !chosen.has(channel)) chosen.set(channel, key);
  }
  return {
    guide,
    index,
    sourceId: titles.sourceId,
    placeOf(channel): ChannelPlace | null {
      for (const guideKey of guide.keysOf(channel)) {
        const key = titles.catalog.keyAt('channel', keys.rows.get(guideKey) ?? -1);
        if (key !== null && !away.has(key)) return { key, isMoved: false };
      }
      const key = chosen.get(channel);
      return key === undefined ? null : { key, isMoved: false };
    },
  };
}

/** Channels of one source whose programmes come in windows. */
export interface WindowChannels {
  readonly catalog: ColumnarCatalog;
  readonly keys: GuideKeys;
  /** The guides that are searched by themselves. */
  readonly files: readonly ColumnarGuide[];
}

/** Puts what was fetched for channels in view into a guide of its own; its channels are named by their keys. `null`: nothing was. */
export function* loadedGuideSteps(sources: readonly WindowChannels[], shown: CatalogReader, reader: GuideReader, nowMs: number): Steps<ColumnarGuide | null> {
  const builder = createGuideBuilder({ nowMs, pastMs: PAST_MS, futureMs: FUTURE_MS });
  let count = 0;
  for (const { catalog, keys, files } of sources) {
    let seen = 0;
    for (const [plainKey, row] of Array.from(keys.rows)) {
      if (++seen % STEP_CHANNELS === 0) yield;
      const key = catalog.keyAt('channel', row);
      if (key === null) continue;
      // The viewer may have moved its guide.
      const guideKey = shown.channel(shown.rowOf('channel', key))?.guideKey ?? plainKey;
      if (!reader.has(guideKey) || files.some((guide) => guide.channelOf(guideKey) >= 0)) continue;
      for (const programme of reader.between(guideKey, nowMs - PAST_MS, nowMs + FUTURE_MS)) {
        if (builder.addProgramme(key, programme)) count += 1;
      }
      yield;
    }
  }
  return count === 0 ? null : yield* builder.finishSteps();
}

/** A shelf over {@link loadedGuideSteps}. */
export function loadedShelf(guide: ColumnarGuide, index: ProgrammeIndex): ProgrammeShelf {
  return { guide, index, sourceId: null, placeOf: (channel) => ({ key: (guide.keysOf(channel)[0] ?? '') as ItemKey, isMoved: true }) };
}
