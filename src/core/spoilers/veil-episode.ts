import type { EpisodeRecord } from '../catalog';
import type { EpisodeProtection } from './protection';

/**
 * An episode with what may be told of it to somebody who has not seen it: without its picture (the series' own stands in for it), with `words` in
 * place of its description, and without its title where that is kept back too. The same object where nothing is kept back.
 */
export function veilEpisode(episode: EpisodeRecord, level: EpisodeProtection, words: string): EpisodeRecord {
  if (level === 'off') return episode;
  return { ...episode, still: '', plot: episode.plot === '' ? '' : words, name: level === 'titles' ? '' : episode.name };
}
