import { AppError, toAppError } from '#core/base';
import type { MediaSession, SessionRequest } from '#platforms/common';
import { DrmClient } from './drm-client';
import type { DrmClientDependencies } from './drm-client';

/**
 * A session of the set's own player with a client of the DRM service around it: there before the player is given the stream, taken back
 * in the turn in which the player lets go. `make` makes the player's session; it asks for the client's id when it opens.
 */
export function protectedSession(
  request: SessionRequest, dependencies: Omit<DrmClientDependencies, 'onRefused'>, make: (request: SessionRequest, clientId: () => string) => MediaSession,
): MediaSession {
  const { sink, source } = request;
  const client = new DrmClient({ ...dependencies, onRefused: sink.failed });
  const tell = (error: AppError): void => {
    void client.explain(error).then(sink.failed);
  };
  const session = make({ ...request, sink: { ...sink, failed: tell } }, () => client.id);
  const [open, close] = [session.open.bind(session), session.close.bind(session)];
  session.open = async () => {
    await client.begin(source.drm ?? []);
    // Closed between the set's answer and this turn.
    if (client.isEnded) throw new AppError('net.cancelled');
    await open().catch(async (error: unknown) => {
      throw await client.explain(toAppError(error, 'media.decode'));
    });
  };
  session.close = async () => {
    const released = close();
    await Promise.all([released, client.end()]);
  };
  return session;
}
