import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ASSET_LANGUAGES, RENDITIONS, renditionOf, type SecondSpan, type TitleStream } from '../compose';
import {
  besideInterstitials,
  readMarkedAsset,
  SUBTITLE_SEGMENT_SECONDS,
  subtitleFile,
  subtitleSegment,
  thumbnailTrack,
  TITLE_SEGMENT_SECONDS,
  titleMaster,
  titlePlaylist,
  titleSpans,
  withInterstitials,
} from '../hls';
import { unknownAddress, type MediaServer } from './media-server';
import { sendBytes, sendText, TYPE } from './send';

interface Piece {
  readonly stream: TitleStream;
  readonly folder: string;
  readonly name: string;
}

/** The language of a track folder like `audio-en`, or `null`. */
function languageOf(folder: string, prefix: string): string | null {
  const language = folder.startsWith(prefix) ? folder.slice(prefix.length) : '';
  return ASSET_LANGUAGES.some((one) => one.language === language) ? language : null;
}

function spanAt(stream: TitleStream, name: string, extension: string, length: number): SecondSpan {
  const index = new RegExp(`^(\\d{1,6})\\.${extension}$`).exec(name)?.[1];
  const span = index === undefined ? undefined : titleSpans(stream.asset.seconds, length)[Number(index)];
  if (span === undefined) throw unknownAddress();
  return span;
}

/** The bytes of a span, composed by seconds. */
function joinSeconds(span: SecondSpan, chunk: (second: number) => Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let second = span.start; second < span.end; second += 1) parts.push(chunk(second));
  return Buffer.concat(parts);
}

/** A DASH segment of a short film, or `null` where the folder is none of DASH. */
function dashSegment(server: MediaServer, piece: Piece): Uint8Array | null {
  if (!/^(?:v\d+|a-[a-z]+)$/.test(piece.folder)) return null;
  const segment = server.film(piece.stream.asset.id).segment(piece.folder, piece.name);
  if (segment === null) throw unknownAddress();
  return segment;
}

async function sendPiece(server: MediaServer, piece: Piece, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { stream, folder, name } = piece;
  const dash = dashSegment(server, piece);
  if (dash !== null) {
    await sendBytes(request, reply, dash, TYPE.mp4, 'day');
    return;
  }
  const textLanguage = languageOf(folder, 'subs-');
  if (textLanguage !== null) {
    const span = spanAt(stream, name, 'vtt', SUBTITLE_SEGMENT_SECONDS);
    await sendText(reply, subtitleSegment(textLanguage, span.start, span.end), TYPE.text, 'day');
    return;
  }
  if (stream.asset.isProtected) throw unknownAddress();
  const language = languageOf(folder, 'audio-');
  const rendition = renditionOf(folder);
  const span = spanAt(stream, name, 'ts', TITLE_SEGMENT_SECONDS);
  if (language === null && rendition === null) throw unknownAddress();
  const key = `${stream.asset.id}/${folder}/${String(span.start)}`;
  const bytes = server.cache.get(`vod/${key}`, () =>
    joinSeconds(span, (second) => (rendition === null ? stream.audioChunk(second, language ?? '') : stream.videoChunk(second, rendition))),
  );
  await sendBytes(request, reply, bytes, TYPE.transport, 'day');
}

function playlist(stream: TitleStream, file: string): string {
  const folder = /^([a-z0-9-]+)\.m3u8$/.exec(file)?.[1] ?? '';
  if (folder === 'index') return titleMaster();
  const { seconds } = stream.asset;
  if (languageOf(folder, 'subs-') !== null) return titlePlaylist(folder, seconds, SUBTITLE_SEGMENT_SECONDS, 'vtt');
  if (languageOf(folder, 'audio-') === null && renditionOf(folder) === null) throw unknownAddress();
  return titlePlaylist(folder, seconds, TITLE_SEGMENT_SECONDS, 'ts');
}

/** Routes of films, episodes and trailers as HLS, with subtitles and thumbnails. */
export function addTitleRoutes(app: FastifyInstance, server: MediaServer): void {
  server.route(app, 'vod/:asset/:file', async (params, request, reply) => {
    const { asset = '', file = '' } = params;
    const stream = server.title(asset);
    if (stream.asset.isProtected && file !== 'manifest.mpd' && file !== 'thumbs.vtt') throw unknownAddress();
    if (file === 'file.mp4') return sendBytes(request, reply, server.film(asset).mp4, TYPE.mp4, 'day');
    if (file === 'file.ts') return sendBytes(request, reply, server.film(asset).transportStream(), TYPE.transport, 'day');
    if (file === 'manifest.mpd') return sendText(reply, server.film(asset).manifest(), TYPE.manifest, 'day');
    if (file === 'thumbs.vtt') {
      const [best] = RENDITIONS;
      const track = thumbnailTrack(stream, (clip) => (best === undefined ? 1 : server.files.clip(clip, best).seconds));
      return sendText(reply, track, TYPE.text, 'day');
    }
    const isPicture = renditionOf(file.replace(/\.m3u8$/, '')) !== null;
    const marked = (isPicture ? withInterstitials : besideInterstitials)(playlist(stream, file), readMarkedAsset(asset));
    return sendText(reply, marked, TYPE.playlist, 'day');
  });
  server.route(app, 'vod/:asset/subs/:name', async (params, _request, reply) => {
    const stream = server.title(params['asset'] ?? '');
    const language = languageOf(`subs-${/^([a-z]{2})\.vtt$/.exec(params['name'] ?? '')?.[1] ?? ''}`, 'subs-');
    if (language === null) throw unknownAddress();
    await sendText(reply, subtitleFile(language, stream.asset.seconds), TYPE.text, 'day');
  });
  server.route(app, 'vod/:asset/thumbs/:name', async (params, request, reply) => {
    const stream = server.title(params['asset'] ?? '');
    const clip = /^([a-z0-9-]+)\.jpg$/.exec(params['name'] ?? '')?.[1];
    if (clip === undefined || !stream.asset.look.clips.includes(clip)) throw unknownAddress();
    await sendBytes(request, reply, server.files.file('thumbs', `${clip}.jpg`), TYPE.jpeg, 'day');
  });
  server.route(app, 'vod/:asset/:folder/:name', async (params, request, reply) => {
    const piece = { stream: server.title(params['asset'] ?? ''), folder: params['folder'] ?? '', name: params['name'] ?? '' };
    await sendPiece(server, piece, request, reply);
  });
}
