import { AppError, toAppError } from '#core/base';
import type { SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import type { ChannelRecord, ColumnarBuilder, ColumnarCatalog } from '#core/catalog';
import {
  accountError, addCategories, apiUrl, createXtreamListReader, episodeUrl, guideUrl, liveUrl, movieUrl, parseCategories, parseSeriesInfo,
  readAccountAnswer, splitProviderLink,
} from '#core/xtream';
import type { XtreamAccess, XtreamAccount, XtreamAction } from '#core/xtream';
import type { EpisodeRow, ImportSession, Incoming, UpstreamCatchup } from '#server/store';
import { importGuide } from './import-guide';
import type { ImportReport } from './import-report';
import { firstNumberFor } from './import-playlist';
import type { ImportOrder, ImportTools } from './import-playlist';
import { openBytes, printableLocation } from './open-bytes';
import { externalKey, writeCatalog } from './write-catalog';

/** A panel's account answer is small; more than this is a page that does not end. */
const MOST_ANSWER_BYTES = 16 * 1024 * 1024;
const PROGRESS_EVERY = 50;

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

async function readList(access: XtreamAccess, builder: ColumnarBuilder, list: (typeof LISTS)[number]): Promise<number> {
  addCategories(builder, list.kind, parseCategories(await readJson(apiUrl(access, list.categories))));
  const reader = createXtreamListReader(list.kind, builder);
  for await (const chunk of openBytes(apiUrl(access, list.list satisfies XtreamAction))) reader.push(chunk);
  const end = reader.end();
  if (!end.ok) throw end.error;
  return end.value.unreadable;
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
      if (known.code.startsWith('storage.') || known.code === 'internal.bug') throw known;
      failed += 1;
    }
  }
  return { episodes, failed };
}

/** The panel's guide as a source of its own; a panel without one is no failure. */
async function importPanelGuide(access: XtreamAccess, sourceId: string, tools: ImportTools): Promise<{ programmes: number; remark: string }> {
  try {
    const report = await importGuide({ location: guideUrl(access), sourceId: `${sourceId}-guide` }, tools);
    return { programmes: report.programmes, remark: '' };
  } catch (error) {
    const known = toAppError(error);
    if (known.code.startsWith('storage.') || known.code === 'internal.bug') throw known;
    return { programmes: 0, remark: `no guide: ${known.message}` };
  }
}

/**
 * Imports a line of an Xtream panel: channels, films, series with their episodes, and the guide. The location is any link of the
 * line that holds user name and password (`http://host/get.php?username=…&password=…`).
 */
export async function importXtream(order: ImportOrder, tools: ImportTools): Promise<ImportReport> {
  const startedMs = tools.nowMs();
  const access = splitProviderLink(order.location);
  if (access === null) {
    throw new AppError('source.bad-address', { message: 'an Xtream line is given as http://host:port/get.php?username=NAME&password=PASSWORD' });
  }
  const account = await readAccount(access, startedMs);
  const builder = createCatalogBuilder({ sourceId: order.sourceId as SourceId });
  let unreadable = 0;
  for (const list of LISTS) unreadable += await readList(access, builder, list);
  const catalog = builder.finish();
  const from = printableLocation(access.server);
  const format = account.formats.includes('m3u8') ? 'm3u8' : 'ts';
  const session = await tools.store.imports.begin({ id: order.sourceId, kind: 'xtream', name: from, fingerprint: '' });
  const written = await writeCatalog(session, catalog, {
    addressOf: (kind, stream) =>
      kind === 'channel' ? liveUrl(access, stream.nativeId, format) : movieUrl(access, stream.nativeId, stream.container),
    catchupOf: (channel) => catchupOf(channel, account),
    firstNumber: await firstNumberFor(tools.store, order.sourceId),
  });
  const { episodes, failed } = await importEpisodes(access, session, catalog, tools);
  await session.commit(tools.nowMs());
  const guide = await importPanelGuide(access, order.sourceId, tools);
  const remarks = [
    ...(unreadable > 0 ? [`${String(unreadable)} rows without an id left out`] : []),
    ...(failed > 0 ? [`${String(failed)} series whose episodes could not be read`] : []),
    ...(guide.remark === '' ? [] : [guide.remark]),
  ];
  return { from, counts: { ...written, episodes }, programmes: guide.programmes, remarks, elapsedMs: tools.nowMs() - startedMs };
}
