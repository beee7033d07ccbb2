import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, HOUR_MS, SECOND_MS } from '#core/base';
import type { Result } from '#core/base';
import { LONGEST_ARCHIVE_MS, parseCatchupDuration, parseCatchupStart } from '#server/domain';
import type { ArchiveSpan, MediaForm, Platform, PlayAddress } from '#server/domain';
import { absoluteUrl, baseUrl } from '../base-url';
import { readFields } from '../form-body';
import type { FormBody } from '../form-body';
import { refuseStream, xtreamLogin } from './xtream-login';
import type { XtreamUser } from './xtream-types';

/** What a `utc` parameter on a live address covers, as XUI has it. */
const SHIFT_WINDOW_MS = 6 * HOUR_MS;

const FORMS_BY_EXTENSION: Readonly<Record<string, readonly MediaForm[]>> = {
  '': ['ts', 'hls'], ts: ['ts', 'hls'], m3u8: ['hls', 'ts'], mp4: ['mp4', 'ts', 'hls'], mpd: ['dash', 'hls'],
};
const ANY_FILE: readonly MediaForm[] = ['mp4', 'ts', 'hls', 'dash'];

interface StreamName {
  readonly id: number;
  readonly extension: string;
}

type Params = Readonly<Record<string, string>>;
type StreamRequest = FastifyRequest<{ Params: Params }>;
type Resolve = (user: XtreamUser, request: StreamRequest) => Promise<Result<PlayAddress, AppError>>;

function streamName(text: string): StreamName | null {
  const parts = /^(\d{1,15})(?:\.([a-z0-9]{1,5}))?$/i.exec(text);
  return parts === null ? null : { id: Number(parts[1]), extension: parts[2]?.toLowerCase() ?? '' };
}

function refused(code: 'media.not-found' | 'input.invalid', message: string): Result<never, AppError> {
  return { ok: false, error: new AppError(code, { message }) };
}

function spanOf(start: string, duration: string): ArchiveSpan | null {
  const startMs = parseCatchupStart(start);
  const durationMs = parseCatchupDuration(duration);
  return startMs === null || durationMs === null ? null : { startMs, durationMs: Math.min(durationMs, LONGEST_ARCHIVE_MS) };
}

/** `?utc=<epoch>[&lutc=…]` on a live address means its archive. */
function shiftOf(fields: FormBody, nowMs: number): ArchiveSpan | null {
  const startMs = parseCatchupStart(fields['utc'] ?? '');
  if (startMs === null || startMs >= nowMs - SECOND_MS) return null;
  return { startMs, durationMs: Math.min(SHIFT_WINDOW_MS, nowMs - startMs) };
}

class StreamResolver {
  constructor(private readonly platform: Platform) {}

  async channel(user: XtreamUser, name: StreamName | null, span: ArchiveSpan | null): Promise<Result<PlayAddress, AppError>> {
    const channel = name === null ? null : await this.platform.store.catalog.channel(name.id);
    if (name === null || channel === null) return refused('media.not-found', 'There is no such channel.');
    return this.platform.play.channel(user.watcher, channel, FORMS_BY_EXTENSION[name.extension] ?? ANY_FILE, span);
  }

  async file(user: XtreamUser, kind: 'movie' | 'episode', name: StreamName | null): Promise<Result<PlayAddress, AppError>> {
    const found = name === null ? null : await this.platform.play.findFile(kind, name.id);
    if (name === null || found === null) return refused('media.not-found', 'There is no such title.');
    return this.platform.play.file(user.watcher, found, [...(FORMS_BY_EXTENSION[name.extension] ?? []), ...ANY_FILE]);
  }
}

async function redirect(platform: Platform, request: StreamRequest, reply: FastifyReply, resolve: Resolve): Promise<FastifyReply> {
  const fields = readFields({ query: request.query, body: request.body });
  const username = request.params['username'] ?? fields['username'] ?? '';
  const password = request.params['password'] ?? fields['password'] ?? '';
  const login = await xtreamLogin(platform, { username, password }, request);
  if ('refusal' in login) return refuseStream(reply, login.refusal);
  const address = await resolve(login.user, request);
  if (!address.ok) return refuseStream(reply, address.error);
  const url = absoluteUrl(address.value.url, baseUrl(request, platform.config));
  return reply.code(302).header('cache-control', 'no-store').header('location', url).send();
}

/**
 * Live, film, episode and catch-up addresses in every form of protocols.md section 1.2: each authorises, then redirects to a
 * signed media address or to the upstream of an imported row.
 */
export function streamRoutes(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const resolver = new StreamResolver(platform);
  const add = (path: string, resolve: Resolve): void => {
    app.get<{ Params: Params }>(path, (request, reply) => redirect(platform, request, reply, resolve));
  };
  const live: Resolve = (user, request) =>
    resolver.channel(user, streamName(request.params['file'] ?? ''), shiftOf(readFields({ query: request.query }), platform.nowMs()));
  const shifted = (user: XtreamUser, file: string, start: string, duration: string): Promise<Result<PlayAddress, AppError>> => {
    const span = spanOf(start, duration);
    const bad = refused('input.invalid', 'start or duration cannot be read');
    return span === null ? Promise.resolve(bad) : resolver.channel(user, streamName(file), span);
  };

  add('/live/:username/:password/:file', live);
  add('/movie/:username/:password/:file', (user, request) => resolver.file(user, 'movie', streamName(request.params['file'] ?? '')));
  add('/series/:username/:password/:file', (user, request) => resolver.file(user, 'episode', streamName(request.params['file'] ?? '')));
  add('/timeshift/:username/:password/:duration/:start/:file', (user, { params }) =>
    shifted(user, params['file'] ?? '', params['start'] ?? '', params['duration'] ?? ''),
  );
  // An older nginx map: id and start swapped, the extension behind the start.
  add('/timeshifts/:username/:password/:duration/:id/:start', (user, { params }) => {
    const [, start = '', extension = ''] = /^(.*?)(\.(?:ts|m3u8))?$/i.exec(params['start'] ?? '') ?? [];
    return shifted(user, `${params['id'] ?? ''}${extension}`, start, params['duration'] ?? '');
  });
  add('/streaming/timeshift.php', (user, request) => {
    const fields = readFields({ query: request.query });
    const extension = /^[a-z0-9]{1,5}$/i.exec(fields['extension'] ?? '')?.[0] ?? 'ts';
    const [id = ''] = (fields['stream'] ?? fields['stream_id'] ?? '').split('.');
    return shifted(user, `${id}.${extension}`, fields['start'] ?? '', fields['duration'] ?? '');
  });
  // Last and narrowest: three segments whose last is a stream id, so that it shadows nothing else.
  add('/:username/:password/:file(^\\d+(?:\\.ts|\\.m3u8)?$)', live);
}
