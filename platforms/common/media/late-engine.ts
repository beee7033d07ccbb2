import { AppError } from '#core/base';
import type { EngineChoice, MediaSession, SessionRequest } from './session';

/** An engine whose sessions come with the first stream that needs them (decision 0009). `opensEarly` as {@link EngineChoice} has it. */
export function lateEngine<Part>(name: string, load: () => Promise<Part>, make: (part: Part, request: SessionRequest) => MediaSession, opensEarly = false): EngineChoice {
  let part: Part | null = null;
  return {
    name,
    opensEarly,
    async prepare() {
      part ??= await load();
    },
    create(request) {
      if (part === null) throw new AppError('media.state', { facts: { engine: name, action: 'create' } });
      return make(part, request);
    },
  };
}
