import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import type { WireMovieDetail, WireSeriesDetail } from '#core/wire';
import { titleItem, toWireEpisode } from '#server/domain';
import type { Asker, Platform, RightsItem } from '#server/domain';
import type { EpisodeRow, MovieRow, SeriesRow } from '#server/store';
import { askerOf, plainAsker, readActiveViewer } from '../viewer';
import type { ActiveViewer } from '../viewer';

const Params = Type.Object({ id: Type.String({ pattern: '^\\d{1,15}$' }) });
/** Similar titles told of at most. */
const MOST_SIMILAR = 14;
type Request = FastifyRequest<{ Params: Static<typeof Params> }>;

/** A title somebody may see, what it costs where it has to be paid for first, and what is sold beside it. */
interface Seen<T> {
  readonly viewer: ActiveViewer;
  readonly row: T;
  readonly sale: Pick<WireMovieDetail, 'saleFrom' | 'plan' | 'productId'>;
}

async function saleOf(platform: Platform, asker: Asker, item: RightsItem): Promise<Seen<unknown>['sale']> {
  if (platform.billing.provider === null) return {};
  const book = await platform.rights.book();
  const [cheapest] = book.offersFor(item);
  const [productId] = await platform.store.goods.productsFor({ kind: item.kind, itemId: item.id });
  const [plan] = book.plansFor(item);
  const goods = productId === undefined ? {} : { productId };
  const isPaidFor = (cheapest === undefined && plan === undefined) || (await platform.rights.judge(asker, item, 'play')).isAllowed;
  if (isPaidFor) return goods;
  return {
    ...(cheapest === undefined ? {} : { saleFrom: { amountMinor: cheapest.priceMinor, currency: cheapest.currency } }),
    ...(plan === undefined ? {} : { plan: { id: plan.id, name: plan.name } }),
    ...goods,
  };
}

function seasonsOf(episodes: readonly EpisodeRow[], names: Readonly<Record<string, string>>): WireSeriesDetail['seasons'] {
  const seasons = new Map<number, EpisodeRow[]>();
  for (const episode of episodes) {
    const season = seasons.get(episode.season) ?? [];
    season.push(episode);
    seasons.set(episode.season, season);
  }
  return Array.from(seasons, ([number, rows]) => ({ number, name: names[String(number)] ?? '', episodes: rows.map(toWireEpisode) }));
}

/** `GET /api/v1/movies/:id` and `GET /api/v1/series/:id`. */
export function detailPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { catalog } = platform.store;

  const visible = async <T extends MovieRow | SeriesRow>(request: Request, kind: 'movie' | 'series', read: (id: number) => Promise<T | null>): Promise<Seen<T>> => {
    const viewer = await readActiveViewer(request, platform);
    const asker = plainAsker(request, platform, viewer);
    const row = await read(Number(request.params.id));
    const isHidden = row === null || (await platform.rights.refusal(asker, titleItem(kind, row), 'browse')) !== null;
    if (isHidden) throw new AppError('http.not-found', { message: 'There is no such title.' });
    return { viewer, row, sale: await saleOf(platform, asker, titleItem(kind, row)) };
  };

  /** What the source calls alike, then what was learnt; what the viewer may not see of either is left out there. */
  const similarTo = async (request: Request, kind: 'movie' | 'series', { viewer, row }: Seen<MovieRow | SeriesRow>): Promise<readonly number[]> => {
    const named = await catalog.idsOf(row.sourceId, kind, row.detail.similarKeys);
    const asker = await askerOf(request, platform, viewer);
    const learnt = await platform.recommendations.similar(asker, kind, row.id, MOST_SIMILAR);
    return Array.from(new Set([...named, ...learnt.map(({ id }) => id)])).slice(0, Math.max(MOST_SIMILAR, named.length));
  };

  app.get<{ Params: Static<typeof Params> }>('/movies/:id', { schema: { params: Params } }, async (request): Promise<WireMovieDetail> => {
    const seen = await visible(request, 'movie', (id) => catalog.movie(id));
    const { row, sale } = seen;
    const { cast, directors, criticPercent, badges, trailerAsset } = row.detail;
    const similar = await similarTo(request, 'movie', seen);
    return {
      id: String(row.id), plot: row.plot, cast, directors, criticPercent, badges, hasTrailer: trailerAsset !== '', similar: similar.map(String), ...sale,
    };
  });

  app.get<{ Params: Static<typeof Params> }>('/series/:id', { schema: { params: Params } }, async (request): Promise<WireSeriesDetail> => {
    const seen = await visible(request, 'series', (id) => catalog.seriesById(id));
    const { row, sale } = seen;
    const { cast, badges, trailerAsset, seasonNames } = row.detail;
    const similar = await similarTo(request, 'series', seen);
    const episodes = await catalog.episodes(row.id);
    return {
      id: String(row.id), plot: row.plot, cast, badges, hasTrailer: trailerAsset !== '', similar: similar.map(String), seasons: seasonsOf(episodes, seasonNames), ...sale,
    };
  });
}
