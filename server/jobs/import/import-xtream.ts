import { createHash } from 'node:crypto';
import { AppError, DAY_MS, toAppError } from '#core/base';
import type { SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import type { ChannelRecord, ColumnarBuilder, ColumnarCatalog } from '#core/catalog';
import {
  accountError, addCategories, apiUrl, createXtreamListReader, episodeUrl, guideUrl, liveUrl, movieUrl, parseCategories, parseSeriesInfo,
  readAccountAnswer, splitProviderLink,
} from '#core/xtream';
import type { XtreamAccess, XtreamAccount, XtreamAction } from '#core/xtream';
import type { EpisodeRow, ImportSession, Incoming, UpstreamCatchup } from '#server/store';
import { isOwnFailure } from '../own-failure';
import { importGuide } from './import-guide';
import { contentMark, NOTHING_KNOWN, refuseCut } from './import-outcome';
import type { ContentFacts, ImportOutcome } from './import-outcome';
import { firstNumberFor } from './import-playlist';
import type { ImportOrder, ImportTools } from './import-playlist';
import { importAndNote } from './note-import';
import { NO_CONDITIONS, openBytes, printableLocation } from './open-bytes';
import { externalKey, writeCatalog } from './write-catalog';

/** A panel's account answer is small; more than this is a page that does not end. */
const MOST_ANSWER_BYTES = 16 * 1024 * 1024;
const PROGRESS_EVERY = 50;
/** Episodes are read again after this, whatever the lists say. Each series costs a request. */
const EPISODES_AGE_MS = 7 * DAY_MS;

const LISTS = [
  { kind: 'channel', categories: 'get_live_categories', list: 'get_live_streams' },
  { kind: 'movie', categories: 'get_vod_categories', list: 'get_vod_streams' },
  { kind: 'series', categories: 'get_series_categories', list: 'get_series' },
] as const;

async function readText(address: string): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of openBytes(address)) {
    length += chunk.length;
    if (length > MOST_ANSWER_BYTES) throw new AppError('source.malformed', { message: 'the panel answers without end' });
    parts.push(chunk.slice());
  }
  return Buffer.concat(parts).toString('utf8');
}

async function readJson(address: string): Promise<unknown> {
  const text = await readText(address);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const code = text.trimStart().startsWith('<') ? 'source.html-answer' : 'source.not-json';
    throw new AppError(code, { message: `${printableLocation(address)} answered something that is no JSON`, cause: error });
  }
}

async function readAccount(access: XtreamAccess, nowMs: number): Promise<XtreamAccount> {
  const account = readAccountAnswer(200, await readText(apiUrl(access)), nowMs);
  if (!account.ok) throw account.error;
  const refusal = accountError(account.value);
  if (refusal !== null) throw refusal;
  return account.value;
}

interface ReadLists {
  readonly unreadable: number;
  readonly bytes: number;
  readonly isCut: boolean;
}

async function readLists(access: XtreamAccess, builder: ColumnarBuilder): Promise<ReadLists> {
  const total = { unreadable: 0, bytes: 0, isCut: false };
  for (const { kind, categories, list } of LISTS) {
    addCategories(builder, kind, parseCategories(await readJson(apiUrl(access, categories))));
    const reader = createXtreamListReader(kind, builder);
    for await (const chunk of openBytes(apiUrl(access, list satisfies XtreamAction))) reader.push(chunk);
    const end = reader.end();
    if (!end.ok) throw end.error;
    total.unreadable += end.value.unreadable;
    total.bytes += end.value.bytes;
    total.isCut ||= end.value.isCut;
  }
  return total;
}

/** The panel's zone travels in the template: its archive is addressed by its wall clock. */
function catchupOf(channel: ChannelRecord, account: XtreamAccount): UpstreamCatchup | null {
  if (channel.catchup === null) return null;
  return { mode: 'xtream', days: Math.max(1, channel.catchup.days), template: JSON.stringify(account.zone), correctionMs: 0 };
}

/** Fetches the episodes of every series; a series whose details fail is left without, and counted. */
async function importEpisodes(access: XtreamAccess, session: ImportSession, catalog: ColumnarCatalog, tools: ImportTools): Promise<{ episodes: number; failed: number }> {
  let episodes = 0;
  let failed = 0;
  const count = catalog.count('series');
  for (let row = 0; row < count; row += 1) {
    const series = catalog.series(row);
    if (series === null) continue;
    if (row > 0 && row % PROGRESS_EVERY === 0) tools.progress(`episodes of ${String(row)} of ${String(count)} series`);
    try {
      const info = parseSeriesInfo(await readJson(apiUrl(access, 'get_series_info', { series_id: series.nativeId })));
      const rows = info.seasons.flatMap((season) => season.episodes).map((episode): Incoming<EpisodeRow> & { readonly seriesKey: string } => ({
        externalKey: episode.id,
        seriesKey: externalKey(series.key),
        season: episode.season,
        number: episode.number,
        name: episode.name,
        plot: episode.plot,
        still: episode.still,
        durationMs: episode.durationMs,
        addedMs: episode.addedMs,
        media: { asset: '', upstreamUrl: episodeUrl(access, episode.id, episode.container), container: episode.container },
      }));
      await session.addEpisodes(rows);
      episodes += rows.length;
    } catch (error) {
      const known = toAppError(error);
      if (isOwnFailure(known)) throw known;
      failed += 1;
    }
  }
  return { episodes, failed };
}

/** The panel's guide as a source of its own; a panel without one is no failure. */
async function importPanelGuide(access: XtreamAccess, order: ImportOrder, tools: ImportTools): Promise<{ programmes: number; remarks: string[] }> {
  const { sourceId } = order;
  const what = { format: 'xmltv', location: guideUrl(access), sourceId: `${sourceId}-guide`, partOf: sourceId } as const;
  try {
    const outcome = await importAndNote(what, importGuide, tools, order.known === undefined);
    return outcome.kind === 'unchanged' ? { programmes: 0, remarks: ['its guide is unchanged'] } : { programmes: outcome.report.programmes, remarks: [] };
  } catch (error) {
    const known = toAppError(error);
    if (isOwnFailure(known)) throw known;
    return { programmes: 0, remarks: [`no guide: ${known.message}`] };
  }
}

/** Whether episodes were read so long ago that new ones may be missing: not every panel touches a series' row when one comes in. */
async function areEpisodesOld(sourceId: string, { store, nowMs }: ImportTools): Promise<boolean> {
  const source = (await store.catalog.sources()).find((it) => it.id === sourceId);
  return source === undefined || nowMs() - source.importedAtMs > EPISODES_AGE_MS;
}

/** What rows are made of beside the lists: another one of these changes addresses. */
function lineMark(access: XtreamAccess, account: XtreamAccount, catalog: ColumnarCatalog): string {
  const line = createHash('sha256').update(JSON.stringify([access, account.formats, account.zone])).digest('base64url').slice(0, 16);
  return contentMark(`${catalog.revision}.${line}`);
}

/**
 * Imports a line of an Xtream panel: channels, films, series with their episodes, and the guide. The location is any link of the
 * line that holds user name and password (`http://host/get.php?username=…&password=…`). Panels give nothing to ask with, so the lists
 * are always read; while they say the same, rows and episodes are left as they are.
 */
export async function importXtream(order: ImportOrder, tools: ImportTools): Promise<ImportOutcome> {
  const startedMs = tools.nowMs();
  const { location, sourceId, known = NOTHING_KNOWN } = order;
  const access = splitProviderLink(location);
  if (access === null) {
    throw new AppError('source.bad-address', { message: 'an Xtream line is given as http://host:port/get.php?username=NAME&password=PASSWORD' });
  }
  const account = await readAccount(access, startedMs);
  const builder = createCatalogBuilder({ sourceId: sourceId as SourceId });
  const lists = await readLists(access, builder);
  const catalog = builder.finish();
  const from = printableLocation(access.server);
  refuseCut(lists.isCut, known, from);
  const facts: ContentFacts = { ...NO_CONDITIONS, contentMark: lineMark(access, account, catalog) };
  if (facts.contentMark === known.contentMark && !(await areEpisodesOld(sourceId, tools))) return { kind: 'unchanged', facts, remarks: (await importPanelGuide(access, order, tools)).remarks };
  const format = account.formats.includes('m3u8') ? 'm3u8' : 'ts';
  const session = await tools.store.imports.begin({ id: sourceId, kind: 'xtream', name: from, fingerprint: '' });
  const written = await writeCatalog(session, catalog, {
    addressOf: (kind, stream) =>
      kind === 'channel' ? liveUrl(access, stream.nativeId, format) : movieUrl(access, stream.nativeId, stream.container),
    catchupOf: (channel) => catchupOf(channel, account),
    firstNumber: await firstNumberFor(tools.store, sourceId),
  });
  const { episodes, failed } = await importEpisodes(access, session, catalog, tools);
  await session.commit(tools.nowMs());
  const { programmes, remarks } = await importPanelGuide(access, order, tools);
  const skipped = { 'no-id': lists.unreadable, 'no-episodes': failed };
  const { bytes, isCut } = lists;
  const counts = { ...written, episodes };
  // Episodes that could not be read are asked for again at the next look, though the lists say the same.
  const noted = failed > 0 ? { ...facts, contentMark: '' } : facts;
  return { kind: 'imported', facts: noted, report: { from, counts, programmes, skipped, isCut, bytes, remarks, elapsedMs: tools.nowMs() - startedMs } };
}
