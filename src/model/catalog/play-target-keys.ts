import { parseItemKey } from '#core/base';
import type { ItemKey, SourceId } from '#core/base';
import type { PlayTarget } from '#sources/source';

/** The source that knows the address of what is to be played. */
export function sourceIdOf(target: PlayTarget): SourceId | null {
  switch (target.kind) {
    case 'live':
    case 'archive':
      return target.channel.stream.sourceId;
    case 'movie':
      return target.movie.stream.sourceId;
    case 'episode':
      return target.episode.stream.sourceId;
    case 'trailer':
    case 'recording':
      return parseItemKey(target.key)?.source ?? null;
  }
}

/** The key of what is to be played, which tells whether it is locked. */
export function keyOfTarget(target: PlayTarget): ItemKey {
  switch (target.kind) {
    case 'live':
    case 'archive':
      return target.channel.key;
    case 'movie':
      return target.movie.key;
    case 'episode':
      return target.episode.key;
    case 'trailer':
    case 'recording':
      return target.key;
  }
}
