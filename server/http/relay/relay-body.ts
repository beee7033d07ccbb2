import { pipeline, Transform } from 'node:stream';
import type { Readable, TransformCallback } from 'node:stream';
import { createBrotliDecompress, createUnzip } from 'node:zlib';
import type { IncomingMessage } from 'node:http';
import { AppError, MINUTE_MS, SECOND_MS } from '#core/base';
import { readAtMost } from '#server/domain';

/** A host that is silent for this long while somebody waits is given up. */
const SILENT_MS = 30 * SECOND_MS;
/** A reader that takes nothing for this long has gone; players pause. */
const STALLED_MS = 5 * MINUTE_MS;

/** What a meter is set to. */
export interface MeterOptions {
  /** Notes bytes that are passed on; false: no more of them. */
  take(bytes: number): boolean;
  /** Longer bodies are broken off; 0: any length. */
  readonly limitBytes: number;
}

/** Passes a body on, counts it and breaks it off when its time or volume is over. */
export class Meter extends Transform {
  private passed = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: MeterOptions) {
    super();
    this.watch();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.passed += chunk.length;
    const { limitBytes, take } = this.options;
    if (!take(chunk.length) || (limitBytes > 0 && this.passed > limitBytes)) {
      done(new AppError('net.relay-limit', { message: 'broken off: too much' }));
      return;
    }
    done(null, chunk);
    this.watch();
  }

  override _read(size: number): void {
    this.watch();
    super._read(size);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (this.timer !== null) clearTimeout(this.timer);
    done(error);
  }

  private watch(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    const isFull = this.readableLength >= this.readableHighWaterMark;
    this.timer = setTimeout(() => { this.destroy(new AppError('net.timeout', { message: 'broken off: silence' })); }, isFull ? STALLED_MS : SILENT_MS);
  }
}

/** A body without its packing, where its host packed it unasked. */
export function unpacked(response: IncomingMessage): Readable {
  const encoding = (response.headers['content-encoding'] ?? '').toLowerCase();
  if (!/gzip|deflate|br/.test(encoding)) return response;
  // Whoever reads the outer one sees the failure of the inner.
  return pipeline(response, encoding.includes('br') ? createBrotliDecompress() : createUnzip(), () => undefined);
}

/** The first bytes of a body, taken out of it: at least `wanted`, or all there are. Rejects with `net.*` when it breaks. */
export function takeStart(body: Readable, wanted: number): Promise<{ readonly start: Buffer; readonly isWhole: boolean }> {
  return new Promise((resolve, reject) => {
    let start = Buffer.alloc(0);
    const leave = (): void => {
      clearTimeout(timer);
      body.off('readable', onReadable).off('end', onEnd).off('error', onBroken).off('close', onBroken);
    };
    const finish = (isWhole: boolean): void => {
      leave();
      resolve({ start, isWhole });
    };
    const onReadable = (): void => {
      for (let chunk = body.read() as Buffer | null; chunk !== null; chunk = body.read() as Buffer | null) {
        start = Buffer.concat([start, chunk]);
        if (start.length < wanted) continue;
        finish(false);
        return;
      }
    };
    const onEnd = (): void => { finish(true); };
    const onBroken = (): void => {
      leave();
      reject(new AppError('net.unreachable', { message: 'the answer broke off' }));
    };
    const timer = setTimeout(() => {
      leave();
      if (start.length > 0) resolve({ start, isWhole: false });
      else reject(new AppError('net.timeout', { message: 'the host sends nothing' }));
    }, SILENT_MS);
    body.on('readable', onReadable).on('end', onEnd).on('error', onBroken).on('close', onBroken);
    onReadable();
  });
}

/** The whole of a body that begins with `start`; `null` when it is longer than `limitBytes`. Rejects with `net.unreachable` when it breaks. */
export async function readWhole(body: Readable, { start, isWhole }: { readonly start: Buffer; readonly isWhole: boolean }, limitBytes: number): Promise<Buffer | null> {
  if (isWhole) return start;
  try {
    return await readAtMost(body, limitBytes, start);
  } catch (cause) {
    throw new AppError('net.unreachable', { message: 'the answer broke off', cause });
  }
}

/** `body`, after the bytes that were taken out of it, through `meter`; a failure of either ends both. */
export function metered(body: Readable, { start, isWhole }: { readonly start: Buffer; readonly isWhole: boolean }, meter: Meter): Meter {
  if (start.length > 0) meter.write(start);
  if (isWhole) meter.end();
  else pipeline(body, meter, () => undefined);
  return meter;
}
