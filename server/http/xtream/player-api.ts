import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '#server/domain';
import { titleItem } from '#server/domain';
import type { ListFilter, ListKind } from '#server/store';
import { baseUrl } from '../base-url';
import type { FormBody } from '../form-body';
import { jsonList, sendChunks } from '../send-chunks';
import { accountPayload, refusedPayload, xtreamLogin } from './xtream-login';
import { categoryRow, liveRow, seriesInfo, seriesRow, vodInfo, vodRow } from './xtream-rows';
import type { RowContext } from './xtream-rows';
import { dataTable, fullEpg, shortEpg } from './xtream-guide';
import type { XtreamUser } from './xtream-types';

/** One call, judged so far. */
interface Call {
  readonly platform: Platform;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly fields: FormBody;
  readonly user: XtreamUser;
  readonly context: RowContext;
}

type Action = (call: Call) => Promise<unknown>;

function filterOf(call: Call): ListFilter {
  const asked = call.fields['category_id'] ?? '';
  const { includesAdult } = call.user;
  // "*" and "0" mean everything, as other panels take them; an id we never gave lists nothing.
  if (asked === '' || asked === '*' || asked === '0') return { includesAdult };
  return { includesAdult, categoryId: /^\d{1,15}$/.test(asked) ? Number(asked) : -1 };
}

async function sendList(call: Call, name: string, chunks: (filter: ListFilter) => AsyncGenerator<string>): Promise<FastifyReply> {
  const filter = filterOf(call);
  const { platform, context } = call;
  const revision = await platform.store.catalog.revision();
  return sendChunks(call.request, call.reply, {
    contentType: 'application/json; charset=utf-8',
    tagParts: ['xtream', name, platform.version, revision, context.base, String(filter.includesAdult), String(filter.categoryId ?? '')],
    chunks: () => chunks(filter),
  });
}

/** Rows of one kind as JSON, numbered from 1. */
export function rowsJson(platform: Platform, kind: ListKind, filter: ListFilter, context: RowContext): AsyncGenerator<string> {
  const { catalog } = platform.store;
  let num = 0;
  const next = (): number => {
    num += 1;
    return num;
  };
  if (kind === 'channel') return jsonList(catalog.channels(filter), (row) => liveRow(row, next(), context));
  if (kind === 'movie') return jsonList(catalog.movies(filter), (row) => vodRow(row, next(), context));
  return jsonList(catalog.series(filter), (row) => seriesRow(row, next(), context));
}

/** Categories of one kind an account may see. */
export async function categoryRows(platform: Platform, kind: ListKind, includesAdult: boolean): Promise<readonly object[]> {
  const rows = await platform.store.catalog.categories(kind);
  return rows.filter((row) => includesAdult || !row.isAdult).map(categoryRow);
}

const listOf = (kind: ListKind): Action => (call) => sendList(call, kind, (filter) => rowsJson(call.platform, kind, filter, call.context));
const categoriesOf = (kind: ListKind): Action => (call) => categoryRows(call.platform, kind, call.user.includesAdult);

function idOf(text: string | undefined): number {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : -1;
}

async function getVodInfo(call: Call): Promise<object> {
  const row = await call.platform.store.catalog.movie(idOf(call.fields['vod_id']));
  const isHidden = row === null || (await call.platform.rights.refusal(call.user.watcher.asker, titleItem('movie', row), 'browse')) !== null;
  return vodInfo(isHidden ? null : row, call.context);
}

async function getSeriesInfo(call: Call): Promise<object> {
  const { catalog } = call.platform.store;
  const row = await catalog.seriesById(idOf(call.fields['series_id'] ?? call.fields['series']));
  const isHidden = row === null || (await call.platform.rights.refusal(call.user.watcher.asker, titleItem('series', row), 'browse')) !== null;
  return isHidden ? seriesInfo(null, [], call.context) : seriesInfo(row, await catalog.episodes(row.id), call.context);
}

const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['get_live_categories', categoriesOf('channel')],
  ['get_vod_categories', categoriesOf('movie')],
  ['get_series_categories', categoriesOf('series')],
  ['get_live_streams', listOf('channel')],
  ['get_vod_streams', listOf('movie')],
  ['get_series', listOf('series')],
  ['get_vod_info', getVodInfo],
  ['get_series_info', getSeriesInfo],
  ['get_short_epg', (call) => shortEpg(call.platform, call.fields, call.user.includesAdult)],
  ['get_simple_data_table', (call) => dataTable(call.platform, call.fields, call.user.includesAdult)],
  ['get_simple_date_table', (call) => dataTable(call.platform, call.fields, call.user.includesAdult)],
  ['get_epg', (call) => fullEpg(call.platform, call.fields, call.user.includesAdult)],
]);

/**
 * Answers one `player_api` call. An action nobody knows is answered with the account, never with an error: clients probe with
 * `get_profile` and others before they do anything else (protocols.md section 0.2).
 */
export async function answerPlayerApi(platform: Platform, request: FastifyRequest, reply: FastifyReply, fields: FormBody): Promise<unknown> {
  const login = await xtreamLogin(platform, { username: fields['username'] ?? '', password: fields['password'] ?? '' }, request);
  reply.header('cache-control', 'no-store');
  if ('refusal' in login) return reply.code(platform.config.xtreamRefusalStatus).send(refusedPayload(login));
  const action = ACTIONS.get(fields['action'] ?? '');
  if (action === undefined) return reply.send(await accountPayload(platform, login.user, request));
  const context = { base: baseUrl(request, platform.config), library: platform.library };
  const answer = await action({ platform, request, reply, fields, user: login.user, context });
  return answer === reply ? reply : reply.send(answer);
}
