import { AppError } from '#core/base';

/**
 * What the failure of a call to the relay means for a source. Failures the relay itself names (of the host behind it, of its limits) stay;
 * one on the way to it, or an answer that is not the relay's, is a tunnel that is down.
 */
export function relayFailure(error: AppError): AppError {
  const { code } = error;
  if (code === 'net.cancelled' || code === 'net.relay-off' || code === 'net.relay-limit' || code === 'net.relay-refused') return error;
  // Only answers have a status; without one the platform was not reached.
  const isAnswered = error.facts['status'] !== undefined;
  if (!isAnswered) return new AppError('net.tunnel-down', { cause: error });
  // A platform from before there was a relay.
  if (code === 'http.not-found') return new AppError('net.relay-off', { cause: error });
  const isOfHost = code === 'net.unreachable' || code === 'net.timeout' || code === 'source.bad-address' || code === 'http.unexpected' || code === 'input.invalid';
  return isOfHost || code === 'net.tunnel-refused' ? error : new AppError('net.tunnel-down', { cause: error });
}
