import type { AppError, Result } from '../base';
import type { Fields } from './fields';
import { readWirePrice } from './wire-price';
import { asFields, isTrue, listOf, numberOf, oneOf, parseObject, rowsOf, textOf, textsOf } from './fields';
import type {
  WireEpisode,
  WireFavourites,
  WireMovieDetail,
  WirePerson,
  WirePlay,
  WireProgress,
  WireProgressList,
  WireSeriesDetail,
} from './wire';

function person(fields: Fields): WirePerson | null {
  const name = textOf(fields, 'name');
  return name === '' ? null : { name, role: textOf(fields, 'role'), picture: textOf(fields, 'picture') };
}

function saleFrom(fields: Fields): Pick<WireMovieDetail, 'saleFrom' | 'plan' | 'productId'> {
  const price = readWirePrice(fields['saleFrom']);
  const plan = asFields(fields['plan']);
  const productId = textOf(fields, 'productId');
  return {
    ...(price === null ? {} : { saleFrom: price }),
    ...(plan === null ? {} : { plan: { id: textOf(plan, 'id'), name: textOf(plan, 'name') } }),
    ...(productId === '' ? {} : { productId }),
  };
}

/** Judges `GET /api/v1/movies/:id`. */
export function parseWireMovieDetail(value: unknown): Result<WireMovieDetail, AppError> {
  return parseObject(value, 'movie detail', (fields) => {
    const id = textOf(fields, 'id');
    if (id === '') return null;
    return {
      id,
      plot: textOf(fields, 'plot'),
      cast: rowsOf(listOf(fields, 'cast'), person),
      directors: textsOf(fields, 'directors'),
      criticPercent: numberOf(fields, 'criticPercent', 0),
      badges: textsOf(fields, 'badges'),
      hasTrailer: isTrue(fields, 'hasTrailer'),
      similar: textsOf(fields, 'similar'),
      ...saleFrom(fields),
    };
  });
}

function episode(fields: Fields): WireEpisode | null {
  const id = textOf(fields, 'id');
  if (id === '') return null;
  return {
    id,
    season: numberOf(fields, 'season', 0),
    number: numberOf(fields, 'number', 0),
    name: textOf(fields, 'name'),
    plot: textOf(fields, 'plot'),
    still: textOf(fields, 'still'),
    durationMs: numberOf(fields, 'durationMs', 0),
  };
}

/** Judges `GET /api/v1/series/:id`. */
export function parseWireSeriesDetail(value: unknown): Result<WireSeriesDetail, AppError> {
  return parseObject(value, 'series detail', (fields) => {
    const id = textOf(fields, 'id');
    if (id === '') return null;
    return {
      id,
      plot: textOf(fields, 'plot'),
      cast: rowsOf(listOf(fields, 'cast'), person),
      badges: textsOf(fields, 'badges'),
      hasTrailer: isTrue(fields, 'hasTrailer'),
      similar: textsOf(fields, 'similar'),
      ...saleFrom(fields),
      seasons: rowsOf(listOf(fields, 'seasons'), (season) => ({
        number: numberOf(season, 'number', 0),
        name: textOf(season, 'name'),
        episodes: rowsOf(listOf(season, 'episodes'), episode),
      })),
    };
  });
}

/** Judges the answer of `POST /api/v1/play`. */
export function parseWirePlay(value: unknown): Result<WirePlay, AppError> {
  return parseObject(value, 'play answer', (fields) => {
    const url = textOf(fields, 'url');
    if (url === '') return null;
    const lease = asFields(fields['lease']);
    const leaseId = lease === null ? '' : textOf(lease, 'id');
    return {
      url,
      form: oneOf(fields['form'], ['hls', 'dash', 'ts', 'mp4', 'unknown'] as const) ?? 'unknown',
      isLive: isTrue(fields, 'isLive'),
      expiresAtMs: numberOf(fields, 'expiresAtMs', 0),
      thumbnails: textOf(fields, 'thumbnails'),
      subtitles: rowsOf(listOf(fields, 'subtitles'), (track) => {
        const trackUrl = textOf(track, 'url');
        return trackUrl === '' ? null : { language: textOf(track, 'language'), label: textOf(track, 'label'), url: trackUrl };
      }),
      ...(lease === null || leaseId === '' ? {} : { lease: { id: leaseId, beatEveryMs: Math.max(1000, numberOf(lease, 'beatEveryMs', 20_000)) } }),
      ...(Array.isArray(fields['marks'])
        ? {
            marks: rowsOf(listOf(fields, 'marks'), (mark) => {
              const kind = oneOf(mark['kind'], ['intro', 'recap', 'credits', 'chapter'] as const);
              return kind === null ? null : { kind, startMs: numberOf(mark, 'startMs', -1), endMs: numberOf(mark, 'endMs', -1), title: textOf(mark, 'title') };
            }),
          }
        : {}),
      ...(isTrue(fields, 'mayHaveBreaks') ? { mayHaveBreaks: true } : {}),
      ...(Array.isArray(fields['drm'])
        ? {
            drm: rowsOf(listOf(fields, 'drm'), (offer) => {
              const system = oneOf(offer['system'], ['clearkey', 'widevine', 'playready'] as const);
              return system === null ? null : { system, url: textOf(offer, 'url') };
            }),
          }
        : {}),
    };
  });
}

/** Judges one progress point; `null` when it is none. */
export function readWireProgress(fields: Fields): WireProgress | null {
  const key = textOf(fields, 'key');
  if (key.indexOf(':') !== 1) return null;
  return {
    key,
    positionMs: Math.max(0, numberOf(fields, 'positionMs', 0)),
    durationMs: Math.max(0, numberOf(fields, 'durationMs', 0)),
    updatedAtMs: numberOf(fields, 'updatedAtMs', 0),
    isFinished: isTrue(fields, 'isFinished'),
    parentId: textOf(fields, 'parentId'),
  };
}

/** Judges `GET /api/v1/profiles/:id/progress`. */
export function parseWireProgressList(value: unknown): Result<WireProgressList, AppError> {
  return parseObject(value, 'progress list', (fields) =>
    Array.isArray(fields['items']) ? { items: rowsOf(listOf(fields, 'items'), readWireProgress) } : null,
  );
}

/** Judges `GET /api/v1/profiles/:id/favourites`. */
export function parseWireFavourites(value: unknown): Result<WireFavourites, AppError> {
  return parseObject(value, 'favourites', (fields) => (Array.isArray(fields['keys']) ? { keys: textsOf(fields, 'keys') } : null));
}
