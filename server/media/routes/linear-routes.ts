import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import { RENDITIONS, renditionOf, timelineOf, timelineStart, type LinearStream, type Rendition, type SecondSpan } from '../compose';
import { archivePlaylist, linearMaster, livePlaylist, spanOfSegment } from '../hls';
import { unknownAddress, type MediaServer, type Params } from './media-server';
import { PacedStream } from './paced-stream';
import { sendBytes, sendStream, sendText, TYPE } from './send';

/** Depth of the archive, with ten minutes in which a window that was just offered can still be opened. */
const ARCHIVE_SECONDS = 7 * 86_400 + 600;
/** The longest window of one address. */
const LONGEST_WINDOW_SECONDS = 86_400;
/** Seconds a raw stream starts with at once: enough for a player to begin, little enough to stay near live. */
const BURST_SECONDS = 4;

const RADIO_FOLDER = 'audio';

interface Track {
  readonly stream: LinearStream;
  /** Folder of the segments. */
  readonly folder: string;
  readonly rendition: Rendition;
}

function bestRendition(): Rendition {
  const [best] = RENDITIONS;
  if (best === undefined) throw new AppError('internal.bug', { message: 'No renditions' });
  return best;
}

function trackOf(server: MediaServer, slug: string, folder: string): Track {
  const stream = server.channel(slug);
  const rendition = stream.channel.isRadio ? bestRendition() : renditionOf(folder);
  if (rendition === null || (stream.channel.isRadio && folder !== RADIO_FOLDER)) throw unknownAddress();
  return { stream, folder, rendition };
}

function chunkOf(server: MediaServer, track: Track, second: number): Uint8Array {
  return server.cache.get(`${track.stream.channel.slug}/${track.folder}/${String(second)}`, () => track.stream.chunk(second, track.rendition));
}

function requireWithinArchive(server: MediaServer, second: number): void {
  if (second < server.nowSecond() - ARCHIVE_SECONDS) {
    throw new AppError('media.not-found', { message: 'The archive does not reach back that far.', facts: { isGone: true } });
  }
}

async function sendSegment(server: MediaServer, track: Track, name: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const span = spanOfSegment(name);
  if (span === null || span.end > server.nowSecond()) throw unknownAddress();
  requireWithinArchive(server, span.start);
  const parts: Uint8Array[] = [];
  for (let second = span.start; second < span.end; second += 1) parts.push(chunkOf(server, track, second));
  await sendBytes(request, reply, Buffer.concat(parts), TYPE.transport, 'day');
}

async function sendRaw(server: MediaServer, slug: string, span: SecondSpan, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const stream = server.channel(slug);
  const rendition = bestRendition();
  const timeline = timelineOf(span.start);
  const track: Track = { stream, folder: stream.channel.isRadio ? RADIO_FOLDER : rendition.name, rendition };
  // Past the daily reset a running stream keeps counting, so those seconds are composed for it alone.
  const chunk = (second: number): Uint8Array =>
    timelineOf(second) === timeline ? chunkOf(server, track, second) : stream.chunk(second, rendition, timelineStart(timeline));
  await sendStream(request, reply, () => server.track(new PacedStream({ ...span, nowMs: () => server.nowMs(), chunk }), request));
}

function playlistFolder(file: string): string {
  const match = /^([a-z0-9]+)\.m3u8$/.exec(file);
  if (match?.[1] === undefined) throw unknownAddress();
  return match[1];
}

function windowOf(server: MediaServer, params: Params): SecondSpan {
  const start = Number(params['start']);
  const length = Number(params['length']);
  const isSane = /^\d{1,11}$/.test(params['start'] ?? '') && /^\d{1,6}$/.test(params['length'] ?? '') && length >= 1 && length <= LONGEST_WINDOW_SECONDS;
  if (!isSane || start >= server.nowSecond()) throw unknownAddress();
  requireWithinArchive(server, start);
  return { start, end: start + length };
}

/** Routes of live channels and of their archive. */
export function addLinearRoutes(app: FastifyInstance, server: MediaServer): void {
  server.route(app, 'live/:slug/:file', async (params, request, reply) => {
    const { slug = '', file = '' } = params;
    const stream = server.channel(slug);
    if (file === 'stream.ts') {
      await sendRaw(server, slug, { start: server.nowSecond() - BURST_SECONDS, end: Infinity }, request, reply);
    } else if (file === 'index.m3u8') {
      await sendText(reply, linearMaster(stream.channel.isRadio), TYPE.playlist, 'never');
    } else {
      const { folder } = trackOf(server, slug, playlistFolder(file));
      await sendText(reply, livePlaylist(folder, server.nowSecond()), TYPE.playlist, 'never');
    }
  });
  server.route(app, 'live/:slug/:folder/:segment', async (params, request, reply) => {
    await sendSegment(server, trackOf(server, params['slug'] ?? '', params['folder'] ?? ''), params['segment'] ?? '', request, reply);
  });
  server.route(app, 'archive/:slug/:start/:length/:file', async (params, request, reply) => {
    const { slug = '', file = '' } = params;
    const stream = server.channel(slug);
    const span = windowOf(server, params);
    if (file === 'stream.ts') {
      await sendRaw(server, slug, span, request, reply);
    } else if (file === 'index.m3u8') {
      await sendText(reply, linearMaster(stream.channel.isRadio), TYPE.playlist, 'never');
    } else {
      const { folder } = trackOf(server, slug, playlistFolder(file));
      await sendText(reply, archivePlaylist(folder, span.start, span.end, server.nowSecond()), TYPE.playlist, 'never');
    }
  });
  server.route(app, 'archive/:slug/:start/:length/:folder/:segment', async (params, request, reply) => {
    const span = windowOf(server, params);
    const wanted = spanOfSegment(params['segment'] ?? '');
    if (wanted === null || wanted.start < span.start || wanted.end > span.end) throw unknownAddress();
    await sendSegment(server, trackOf(server, params['slug'] ?? '', params['folder'] ?? ''), params['segment'] ?? '', request, reply);
  });
}
