import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import { recordingKey } from '#server/domain';
import type { Platform } from '#server/domain';
import type { RecordingJobRow } from '#server/store';
import { mediaHead, mustBeSigned } from '../send-media';
import { recordingMaster, recordingTrack } from './recording-playlists';
import { sendObject } from './send-object';

const PLAYLIST = 'application/vnd.apple.mpegurl';
const TYPES: Readonly<Record<string, string>> = {
  ts: 'video/mp2t', mp4: 'video/mp4', m4s: 'video/iso.segment', m4v: 'video/mp4', m4a: 'audio/mp4', aac: 'audio/aac', mp3: 'audio/mpeg', ac3: 'audio/ac3', ec3: 'audio/eac3',
  vtt: 'text/vtt; charset=utf-8', key: 'application/octet-stream',
};

type Params = { readonly token: string; readonly job: string; readonly file: string };

/** `/s/<token>/rec/<recording>/…`: playlists and parts of what was recorded, by signed addresses. */
export function recordingMediaPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { recordings, objects, store } = platform;

  const admit = async (request: FastifyRequest<{ Params: Params }>): Promise<RecordingJobRow> => {
    mustBeSigned(request, platform);
    const job = await recordings.finished(request.params.job);
    if (job === null) throw new AppError('media.not-found', { message: 'There is no such recording.' });
    return job;
  };

  app.get<{ Params: Params }>('/s/:token/rec/:job/:file', async (request, reply): Promise<FastifyReply> => {
    const job = await admit(request);
    const track = /^t(\d)\.m3u8$/.exec(request.params.file)?.[1];
    mediaHead(reply, PLAYLIST, 'no-cache');
    if (request.params.file === 'index.m3u8') return reply.send(recordingMaster(job));
    const segments = track === undefined ? [] : (await store.recordings.segments(job.id)).filter((segment) => segment.track === Number(track));
    if (segments.length === 0) throw new AppError('media.not-found', { message: 'There is nothing at this address.' });
    return reply.send(recordingTrack(segments));
  });

  app.get<{ Params: Params }>('/s/:token/rec/:job/o/:file', async (request, reply) => {
    const job = await admit(request);
    const { file } = request.params;
    const extension = /^[\w-]{1,80}\.([a-z0-9]{2,3})$/.exec(file)?.[1];
    const type = extension === undefined ? undefined : TYPES[extension];
    if (type === undefined) throw new AppError('media.not-found', { message: 'There is nothing at this address.' });
    return sendObject(request, reply, objects, { key: recordingKey(job.id, file), type });
  });
}
