import { isRecord } from '../../host/parse-deep-link';
import type { SeiUnit } from './caption-decoder';

type Method = (this: unknown, ...given: unknown[]) => unknown;

const H264_HEADER = 1;
const H265_HEADER = 2;
/** mpegts.js hands over 90 kHz. */
const TICKS_PER_MS = 90;

function inner(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

/** Calls `before` and then what stood there; `false`: there is no such method. */
function wrap(owner: unknown, name: string, around: (call: () => unknown, given: readonly unknown[]) => unknown): boolean {
  const method = inner(owner, name);
  if (!isRecord(owner) || typeof method !== 'function') return false;
  const wrapped: Method = (...given) => around(() => (method as Method).apply(owner, given), given);
  Reflect.set(owner, name, wrapped);
  return true;
}

/** Hears every SEI unit that a demuxer comes by, before it throws it away. */
function tapDemuxer(demuxer: unknown, hear: (unit: SeiUnit) => void): void {
  let dtsMs = 0;
  for (const name of ['parseH264Payload', 'parseH265Payload']) {
    wrap(demuxer, name, (call, [, , dts]) => {
      if (typeof dts === 'number') dtsMs = dts / TICKS_PER_MS;
      return call();
    });
  }
  wrap(demuxer, 'parseSEIPayload', (call, [bytes, pts, codec]) => {
    if (bytes instanceof Uint8Array && typeof pts === 'number') hear({ bytes, headerBytes: codec === 'h265' ? H265_HEADER : H264_HEADER, ptsMs: pts / TICKS_PER_MS, dtsMs });
    return call();
  });
}

/**
 * Hears the SEI units of a player of mpegts.js 1.8 that was made and not loaded yet. The library tells of them by an event that leaves out what registered user data
 * holds; so its demuxer is asked, whose members this depends on. Returns what tells the stream's time at the element's zero, milliseconds (`null`: not known yet); `null`
 * where the members are others.
 */
export function tapMpegts(player: unknown, hear: (unit: SeiUnit) => void): (() => number | null) | null {
  const engine = inner(player, '_player_engine');
  const controllerOf = (): unknown => inner(inner(engine, '_transmuxer'), '_controller');
  const isTapped = wrap(engine, 'load', (call) => {
    const before = controllerOf();
    const answer = call();
    const controller = controllerOf();
    if (controller === before) return answer;
    wrap(controller, '_setupTSDemuxerRemuxer', (setUp) => {
      const done = setUp();
      tapDemuxer(inner(controller, '_demuxer'), hear);
      return done;
    });
    return answer;
  });
  if (!isTapped) return null;
  return () => {
    const remuxer = inner(controllerOf(), '_remuxer');
    const tell = inner(remuxer, 'getTimestampBase');
    const base: unknown = typeof tell === 'function' ? (tell as Method).call(remuxer) : null;
    return typeof base === 'number' ? base : null;
  };
}
