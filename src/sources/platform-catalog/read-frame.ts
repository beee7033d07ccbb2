import { AppError, fail } from '#core/base';
import type { CancelSignal, Result } from '#core/base';
import { FrameReader } from '#core/delta';
import type { Frame } from '#core/delta';
import type { HttpResponse } from '#ports';

/** Reads a framed answer to its end and closes it; `onFraction` is told 0..1 with every piece. `net.unreachable` when it ends too early. */
export async function readFrame(response: HttpResponse, signal: CancelSignal, onFraction: (fraction: number) => void): Promise<Result<Frame, AppError>> {
  const reader = new FrameReader();
  try {
    for (let chunk = await response.read(); chunk !== null && reader.push(chunk); chunk = await response.read()) {
      signal.throwIfCancelled();
      onFraction(reader.fraction);
    }
    const frame = reader.end();
    // A connection that ended early without saying so.
    return !frame.ok && frame.error.facts['what'] === 'cut' ? fail(new AppError('net.unreachable', { message: 'the answer was cut' })) : frame;
  } catch (error) {
    return fail(error instanceof AppError ? error : new AppError('net.unreachable', { cause: error }));
  } finally {
    response.close();
  }
}
