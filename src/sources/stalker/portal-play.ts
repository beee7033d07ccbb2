import { AppError, fail, ok } from '#core/base';
import type { CancelSignal, Result } from '#core/base';
import type { StreamRecord } from '#core/catalog';
import {
  archiveCommand, BOX_AGENT, fileCommand, linkCall, originOf, portalCookie, readPlayLink, readStoredCommand, STATION, titleCall,
} from '#core/stalker';
import type { PlayLink } from '#core/stalker';
import type { StreamForm } from '#ports';
import { streamForm } from '#sources/source';
import type { PlayAnswer, PlayTarget, SubtitleFile } from '#sources/source';
import type { PortalClient } from './portal-client';
import { ASK_PART, ASK_SERIES, ASK_TYPE } from './portal-details';

/** What finding an address needs. */
export interface PlayWish {
  readonly portal: PortalClient;
  /** Secret. */
  readonly mac: string;
  readonly signal: CancelSignal;
}

/** A command with the kind of call that turns it into an address. */
interface Question {
  readonly type: string;
  readonly cmd: string;
  readonly series: string;
  readonly nativeId: string;
}

function formOf(link: PlayLink): StreamForm {
  return streamForm(link.container, link.url);
}

/** The box's agent goes along everywhere, its cookie to the portal's own host only: it names the MAC. */
function answerOf(link: PlayLink, isLive: boolean, wish: PlayWish): PlayAnswer {
  const isOwn = originOf(link.url).replace(/:\d+$/, '') === originOf(wish.portal.endpoint).replace(/:\d+$/, '');
  const headers: Record<string, string> = { 'user-agent': BOX_AGENT };
  if (isOwn) headers['cookie'] = portalCookie(wish.mac);
  const subtitles: SubtitleFile[] = link.subtitles.map(({ url, language }) => ({ url, language, label: '' }));
  return { media: { url: link.url, form: formOf(link), isLive, headers }, thumbnailsUrl: '', subtitles };
}

async function askLink(question: Question, wish: PlayWish): Promise<Result<PlayLink, AppError>> {
  const { type, cmd, series, nativeId } = question;
  const answer = await wish.portal.ask(linkCall(type, cmd, series), wish.signal);
  return answer.ok ? readPlayLink(answer.value, { endpoint: wish.portal.endpoint, cmd, nativeId }) : answer;
}

/** The command of a title the portal listed without one: that of its first file. */
async function fileOf(type: string, part: string, wish: PlayWish): Promise<Result<string, AppError>> {
  const [movieId = '', seasonId = '', episodeId = ''] = part.split(' ');
  const answer = await wish.portal.ask(titleCall(type, { movieId, seasonId, episodeId }, 1), wish.signal);
  if (!answer.ok) return answer;
  const cmd = fileCommand(answer.value);
  return cmd === '' ? fail(new AppError('media.not-found', { message: 'listed without a file' })) : ok(cmd);
}

async function askStream(stream: StreamRecord, type: string, wish: PlayWish): Promise<Result<PlayLink, AppError>> {
  const { properties = {}, nativeId } = stream;
  const command = readStoredCommand(stream.url);
  if (command.kind === 'direct') return ok({ url: command.url, container: stream.container, subtitles: [] });
  const series = properties[ASK_SERIES] ?? '';
  if (command.kind === 'ask') return askLink({ type, cmd: command.cmd, series, nativeId }, wish);
  if (type === 'itv' || type === 'radio') return fail(new AppError('media.not-found', { message: 'listed without a command' }));
  const cmd = await fileOf(properties[ASK_TYPE] ?? type, properties[ASK_PART] ?? nativeId, wish);
  return cmd.ok ? askLink({ type, cmd: cmd.value, series, nativeId }, wish) : cmd;
}

function liveType(stream: StreamRecord): 'itv' | 'radio' {
  return stream.nativeId.charAt(0) === STATION ? 'radio' : 'itv';
}

/** Where something is to be had now. Asked anew at every attempt: addresses of portals run out within seconds. */
export async function resolveTarget(target: PlayTarget, wish: PlayWish): Promise<Result<PlayAnswer, AppError>> {
  const done = (link: Result<PlayLink, AppError>, isLive: boolean): Result<PlayAnswer, AppError> => (link.ok ? ok(answerOf(link.value, isLive, wish)) : link);
  switch (target.kind) {
    case 'live': {
      const { stream } = target.channel;
      return done(await askStream(stream, liveType(stream), wish), true);
    }
    case 'archive': {
      // The archive is addressed by programmes, and the guide alone knows their numbers.
      if (target.catchupId === '') return fail(new AppError('source.unsupported', { message: 'programme is not in the archive' }));
      const { nativeId } = target.channel.stream;
      return done(await askLink({ type: 'tv_archive', cmd: archiveCommand(target.catchupId), series: '', nativeId }, wish), false);
    }
    case 'movie':
      return done(await askStream(target.movie.stream, 'vod', wish), false);
    case 'episode':
      // Links of series are given out by the films' side of a portal.
      return done(await askStream(target.episode.stream, 'vod', wish), false);
    case 'recording':
      return fail(new AppError('media.not-found'));
    case 'trailer': {
      const form = streamForm('', target.url);
      if (form === 'unknown') return fail(new AppError('media.unsupported', { message: 'trailer is a page' }));
      return ok({ media: { url: target.url, form, isLive: false }, thumbnailsUrl: '', subtitles: [] });
    }
  }
}
