import type { EpisodeRecord, SeasonRecord } from '#core/catalog';
import type { DetailDeps } from './create-detail-model';
import type { EpisodeView, SeasonView } from './detail-model';

/** An episode card with its progress. */
function episodeView(deps: DetailDeps, record: EpisodeRecord): EpisodeView {
  const { translator, progress } = deps;
  const episode = deps.cards.told(record);
  const { t, format } = translator;
  const name = episode.name === '' ? t('title.episode-unnamed', { number: String(episode.number) }) : episode.name;
  const isWatched = progress.isWatched(episode.key);
  const part = progress.fraction(episode.key);
  const point = progress.get(episode.key);
  const left = part > 0 && point !== null ? t('title.left', { duration: format.duration(point.durationMs - point.positionMs) }) : '';
  const facts = [episode.durationMs > 0 ? format.duration(episode.durationMs) : '', isWatched ? t('title.watched') : left].filter(
    (fact) => fact !== '',
  );
  return {
    id: episode.key,
    key: episode.key,
    title: episode.name === '' ? name : t('title.numbered-episode', { number: String(episode.number), name }),
    facts,
    plot: episode.plot,
    still: episode.still,
    progress: part > 0 ? part : -1,
    isWatched,
    // A story is read by who sees it; that it is kept back, and what shows it, is said to everybody.
    spoken: [
      [`${t('spoken.episode-code', { season: String(episode.season), episode: String(episode.number) })}, ${name}`, ...facts].join(', '),
      ...(episode === record || episode.plot === '' ? [] : [episode.plot]),
    ].join('. '),
  };
}

/** A season tab with its episode cards. */
export function seasonView(deps: DetailDeps, season: SeasonRecord): SeasonView {
  const { t } = deps.translator;
  const generic = season.number === 0 ? t('title.specials') : t('title.season', { number: String(season.number) });
  return {
    id: `s${String(season.number)}`,
    number: season.number,
    name: season.name === '' ? generic : season.name,
    episodes: season.episodes.map((episode) => episodeView(deps, episode)),
  };
}
