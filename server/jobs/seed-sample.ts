import { createHash } from 'node:crypto';
import type { HomeCuration } from '#server/domain';
import type { SampleCatalog, SampleEpisode, SampleSeries, SampleTitle } from '#server/sample';
import type { AdCampaignRow, ChannelRow, EpisodeRow, Incoming, ListKind, MediaRef, MovieRow, SeriesRow, Store, TitleRow, WithCategories } from '#server/store';

/** Source id of the sample catalogue. */
export const SAMPLE_SOURCE = 'sample';
/** Raised when the mapping below changes, so that stores seeded before are seeded again. */
const MAPPING = 1;

/** A campaign to look at. Nobody sees it before an operator turns advertising on. */
const HOUSE_CAMPAIGN: AdCampaignRow = {
  id: 'house', name: 'Hearth itself', isActive: true, fromMs: 0, untilMs: 0, kinds: [], genres: [], planIds: [], countries: [], placements: ['pre', 'mid'], priority: 0, weight: 1,
  perHour: 4, perDay: 12, maxImpressions: 0, skipAfterMs: 5000, offerUrl: '', tagUrl: '', creatives: [{ asset: 'house-spot', url: '', durationMs: 12_000 }],
};

function picture(path: string): string {
  return path === '' ? '' : `/assets/${path}`;
}

function assetOf(asset: string): MediaRef {
  return { asset, upstreamUrl: '', container: '' };
}

function seasonNames(title: SampleTitle | SampleSeries): Record<string, string> {
  return 'seasons' in title ? Object.fromEntries(title.seasons.map((season) => [String(season.number), season.name])) : {};
}

function titleRow(title: SampleTitle | SampleSeries): WithCategories<Incoming<TitleRow>> {
  return {
    externalKey: title.slug,
    name: title.name,
    year: title.year,
    poster: picture(title.poster),
    backdrop: picture(title.backdrop),
    landscape: picture(title.landscape),
    titleArt: picture(title.titleArt),
    tint: title.tint,
    rating: title.rating,
    age: title.age,
    isAdult: false,
    genres: title.genres,
    plot: title.plot,
    addedMs: title.addedMs,
    categoryKeys: title.categories,
    detail: {
      cast: title.cast.map((person) => ({ ...person, picture: picture(person.picture) })),
      directors: title.directors,
      criticPercent: title.criticPercent,
      badges: title.badges,
      trailerAsset: title.trailerAsset,
      similarKeys: title.similar,
      seasonNames: seasonNames(title),
    },
  };
}

function channelRows(sample: SampleCatalog): Array<WithCategories<Incoming<ChannelRow>>> {
  return sample.channels.map((channel) => ({
    externalKey: channel.slug,
    number: channel.number,
    name: channel.name,
    logo: picture(channel.logo),
    guideKey: channel.slug,
    isRadio: channel.isRadio,
    isAdult: false,
    archiveDays: channel.archiveDays,
    media: assetOf(channel.slug),
    catchup: null,
    addedMs: 0,
    categoryKeys: [channel.category],
  }));
}

function movieRows(sample: SampleCatalog): Array<WithCategories<Incoming<MovieRow>>> {
  return sample.movies.map((movie) => ({ ...titleRow(movie), durationMs: movie.durationMs, quality: movie.quality, media: assetOf(movie.asset) }));
}

function seriesRows(sample: SampleCatalog): Array<WithCategories<Incoming<SeriesRow>>> {
  return sample.series.map((series) => ({ ...titleRow(series), seasonCount: series.seasons.length, endYear: series.endYear }));
}

function episodeRow(series: SampleSeries, episode: SampleEpisode): Incoming<EpisodeRow> & { seriesKey: string } {
  return {
    externalKey: episode.asset,
    seriesKey: series.slug,
    season: episode.season,
    number: episode.number,
    name: episode.name,
    plot: episode.plot,
    still: picture(episode.still),
    durationMs: episode.durationMs,
    addedMs: series.addedMs,
    media: assetOf(episode.asset),
  };
}

/**
 * Puts the sample catalogue into the store, or takes it out when it is not wanted. Does nothing when the stored one is the
 * same, which keeps later starts fast. Answers whether anything changed.
 */
export async function seedSample(store: Store, sample: SampleCatalog, isWanted: boolean, nowMs: number): Promise<boolean> {
  const stored = (await store.catalog.sources()).find((source) => source.id === SAMPLE_SOURCE);
  if (!isWanted) {
    if (stored !== undefined) await store.imports.remove(SAMPLE_SOURCE);
    return stored !== undefined;
  }
  const fingerprint = createHash('sha256').update(JSON.stringify([MAPPING, sample])).digest('hex');
  if (stored !== undefined && stored.generation > 0 && stored.fingerprint === fingerprint) return false;
  const session = await store.imports.begin({ id: SAMPLE_SOURCE, kind: 'sample', name: 'Sample', fingerprint });
  for (const kind of ['channel', 'movie', 'series'] as const satisfies readonly ListKind[]) {
    await session.addCategories(sample.categories[kind].map((name) => ({ externalKey: name, kind, name, isAdult: false })));
  }
  await session.addChannels(channelRows(sample));
  await session.addMovies(movieRows(sample));
  await session.addSeries(seriesRows(sample));
  const episodes = sample.series.flatMap((series) => series.seasons.flatMap((season) => season.episodes.map((episode) => episodeRow(series, episode))));
  await session.addEpisodes(episodes);
  await session.commit(nowMs);
  if ((await store.ads.campaigns()).length === 0) await store.ads.putCampaign(HOUSE_CAMPAIGN);
  return true;
}

/** What the sample's landing page puts first. */
export function sampleCuration(sample: SampleCatalog): HomeCuration {
  return {
    sourceId: SAMPLE_SOURCE,
    hero: sample.home.hero.map(({ kind, slug, badge }) => ({ kind, externalKey: slug, badge })),
    top10: sample.home.top10.map(({ kind, slug }) => ({ kind, externalKey: slug })),
  };
}
