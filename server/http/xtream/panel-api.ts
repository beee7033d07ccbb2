import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '#server/domain';
import { baseUrl } from '../base-url';
import type { FormBody } from '../form-body';
import { sendChunks } from '../send-chunks';
import { categoryRows } from './player-api';
import { accountPayload, refusedPayload, xtreamLogin } from './xtream-login';
import { liveRow, vodRow } from './xtream-rows';
import type { RowContext } from './xtream-rows';

async function* availableChannels(platform: Platform, includesAdult: boolean, context: RowContext): AsyncGenerator<string> {
  let separator = '{';
  let num = 0;
  const entry = (id: number, row: object): string => {
    const text = `${separator}"${String(id)}":${JSON.stringify(row)}`;
    separator = ',';
    return text;
  };
  for await (const page of platform.store.catalog.channels({ includesAdult })) {
    for (const row of page) yield entry(row.id, liveRow(row, (num += 1), context));
  }
  for await (const page of platform.store.catalog.movies({ includesAdult })) {
    for (const row of page) yield entry(row.id, vodRow(row, (num += 1), context));
  }
  yield separator === '{' ? '{}' : '}';
}

/** Answers `panel_api.php`: the account, all categories, and every channel and film in one object keyed by stream id. */
export async function answerPanelApi(platform: Platform, request: FastifyRequest, reply: FastifyReply, fields: FormBody): Promise<unknown> {
  const login = await xtreamLogin(platform, { username: fields['username'] ?? '', password: fields['password'] ?? '' }, request);
  if ('refusal' in login) return reply.code(platform.config.xtreamRefusalStatus).send(refusedPayload(login));
  const { includesAdult } = login.user;
  const context = { base: baseUrl(request, platform.config), library: platform.library };
  const account = JSON.stringify(await accountPayload(platform, login.user, request)).slice(0, -1);
  const categories = {
    live: await categoryRows(platform, 'channel', includesAdult),
    movie: await categoryRows(platform, 'movie', includesAdult),
    series: await categoryRows(platform, 'series', includesAdult),
  };
  async function* chunks(): AsyncGenerator<string> {
    yield `${account},"categories":${JSON.stringify(categories)},"available_channels":`;
    yield* availableChannels(platform, includesAdult, context);
    yield '}';
  }
  return sendChunks(request, reply, { contentType: 'application/json; charset=utf-8', tagParts: [], chunks });
}
