import type { FastifyReply } from 'fastify';
import type { Disposer } from '#core/base';
import type { Platform } from '#server/domain';

/** What a host is asked with when its source says nothing else. */
export function platformHeaders(platform: Platform): Readonly<Record<string, string>> {
  return { accept: '*/*', 'user-agent': `Hearth/${platform.version}` };
}

/** A place among the account's requests that is given back when the answer is over, however it ends. */
export interface Place {
  /** Aborted then. */
  readonly signal: AbortSignal;
  /** Gives the place back at once if `work` fails. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Ends the answer from outside. */
  end(): void;
}

/** Ties `leave` to the end of the answer. */
export function takePlace(reply: FastifyReply, leave: Disposer): Place {
  const ending = new AbortController();
  const end = (): void => {
    leave();
    ending.abort();
  };
  reply.raw.once('close', end).once('finish', end);
  return {
    signal: ending.signal,
    end,
    during: async (work) => {
      try {
        return await work;
      } catch (error) {
        end();
        throw error;
      }
    },
  };
}
