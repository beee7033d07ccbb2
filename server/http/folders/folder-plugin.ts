import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import type { Platform } from '#server/domain';
import { extensionOf, FILM_TYPES, HLS_TYPES, isFolderPicture, openFolderFile, PICTURE_TYPES, pictureMark, readFolderAsset, SUBTITLE_TYPES, subtitlesBeside } from '#server/folders';
import type { FolderFile } from '#server/folders';
import { isNotModified } from '../send-chunks';
import { mediaHead, mustBeSigned, rangeHead, readRange, refuseRange, sendHead } from '../send-media';

function nothing(): AppError {
  return new AppError('media.not-found', { message: 'There is nothing at this address.' });
}

/** Folders by source; an origin that is gone takes its films along. */
async function rootOf({ store }: Platform, sourceId: string): Promise<string> {
  const origin = await store.origins.get(sourceId);
  if (origin?.format !== 'folder') throw nothing();
  return origin.location;
}

/** What is sent of a folder. */
interface Sending {
  readonly sourceId: string;
  readonly path: string;
  readonly type: string;
  readonly cache: string;
}

/** What other nodes brought from a folder this one does not have. */
async function sendBrought({ pictures }: Platform, sending: Sending, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const mark = (await pictures?.mark(sending)) ?? null;
  if (pictures === null || mark === null) throw nothing();
  const tag = `"${mark}"`;
  mediaHead(reply, sending.type, sending.cache).header('etag', tag);
  if (isNotModified(request, tag)) return reply.code(304).send();
  const stored = await pictures.open(sending);
  if (stored === null) throw nothing();
  if (request.method !== 'HEAD') return reply.header('content-length', stored.size).send(stored.body);
  stored.body.destroy();
  return sendHead(reply, stored.size);
}

async function send(platform: Platform, sending: Sending, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const opened = await openFolderFile(await rootOf(platform, sending.sourceId), sending.path);
  if (opened === null) return sendBrought(platform, sending, request, reply);
  const { handle, size } = opened;
  const tag = `"${pictureMark(opened)}"`;
  mediaHead(reply, sending.type, sending.cache).header('accept-ranges', 'bytes').header('etag', tag);
  if (isNotModified(request, tag)) {
    await handle.close();
    return reply.code(304).send();
  }
  const range = readRange(request.headers.range, size);
  if (range === 'bad' || request.method === 'HEAD') {
    await handle.close();
    return range === 'bad' ? refuseRange(reply, size) : sendHead(reply, size);
  }
  reply.header('content-length', rangeHead(reply, range, size));
  // The stream closes the file, also when the viewer leaves in the middle.
  return reply.send(handle.createReadStream(range ?? {}));
}

/** Of a language beside a film, as it is: sets read it by what it holds. */
async function sendSubtitle(platform: Platform, { sourceId, path }: FolderFile, language: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const beside = await subtitlesBeside(await rootOf(platform, sourceId), path);
  const wanted = beside.find((one) => one.language === language);
  const type = wanted === undefined ? undefined : SUBTITLE_TYPES[extensionOf(wanted.path)];
  if (wanted === undefined || type === undefined) throw nothing();
  return send(platform, { sourceId, path: wanted.path, type, cache: 'private, max-age=86400' }, request, reply);
}

type Params = { readonly token: string; readonly rest: string; readonly '*': string };

/** `/s/<token>/vod/lib~…`: films of operators' folders by signed addresses, with ranges; `/library/…`: their pictures. */
export function folderPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.get<{ Params: Params }>('/s/:token/vod/lib~:rest/*', async (request, reply) => {
    mustBeSigned(request, platform);
    const { params } = request;
    const file = readFolderAsset(`lib~${params.rest}`);
    const within = params['*'];
    if (file === null) throw nothing();
    const { sourceId, path } = file;
    if (!path.endsWith('.m3u8')) {
      const language = /^subs\/([A-Za-z-]{2,20})\.vtt$/.exec(within)?.[1];
      if (language !== undefined) return sendSubtitle(platform, { sourceId, path }, language, request, reply);
      const type = FILM_TYPES[extensionOf(path)];
      if (type === undefined || !/^file\.(?:mp4|ts)$/.test(within)) throw nothing();
      return send(platform, { sourceId, path, type, cache: 'private, max-age=86400' }, request, reply);
    }
    // Of a film in parts the address names the playlist, and what the playlist names lies beside it.
    const inner = within === 'index.m3u8' ? path : path.replace(/[^/]+$/, within);
    const type = HLS_TYPES[extensionOf(inner)];
    if (type === undefined) throw nothing();
    return send(platform, { sourceId, path: inner, type, cache: 'private, max-age=86400' }, request, reply);
  });

  app.get<{ Params: { readonly asset: string; readonly signature: string } }>('/library/:asset/:signature', async (request, reply) => {
    const { asset, signature } = request.params;
    const file = readFolderAsset(asset);
    const type = file === null ? undefined : PICTURE_TYPES[extensionOf(file.path)];
    if (file === null || type === undefined || !isFolderPicture(platform.keys, asset, signature)) throw nothing();
    return send(platform, { ...file, type, cache: 'public, max-age=86400' }, request, reply);
  });
}
