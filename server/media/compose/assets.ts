import { SECOND_MS } from '#core/base';
import { PROTECTED_FILM } from '#server/sample';
import type { SampleCatalog, SampleLook } from '#server/sample';
import type { MediaSubtitle } from '#server/domain';
import { clockText, type StripFace } from '../strip';

/** Something that is played from its beginning: a film, an episode, a trailer. */
export interface Asset {
  readonly id: string;
  readonly seconds: number;
  readonly face: StripFace;
  /** Small text beside the running time: the whole duration. */
  readonly note: string;
  readonly look: SampleLook;
  /** Real files exist beside the composed stream. */
  readonly isShortFilm: boolean;
  /** Pictures and sound are given out encrypted alone. */
  readonly isProtected: boolean;
}

/** Languages of every title, for sound and subtitles alike; the first is the default. */
export const ASSET_LANGUAGES: readonly MediaSubtitle[] = [
  { language: 'en', label: 'English' },
  { language: 'de', label: 'Deutsch' },
];

interface AssetPlan {
  readonly id: string;
  readonly durationMs: number;
  readonly plate: string;
  readonly name: string;
  readonly look: SampleLook;
  readonly isShortFilm?: boolean;
}

/** What the sample's campaign shows; composed like everything else, so HLS alone. */
const HOUSE_SPOT_MS = 12 * SECOND_MS;

function asset({ id, durationMs, plate, name, look, isShortFilm = false }: AssetPlan): Asset {
  const seconds = Math.max(1, Math.round(durationMs / SECOND_MS));
  return { id, seconds, face: { color: look.color, plate, name }, note: `/ ${clockText(seconds)}`, look, isShortFilm, isProtected: id === PROTECTED_FILM.slug };
}

/** Everything of a catalogue that can be played from a beginning, by asset name. */
export function assetsOf(catalog: SampleCatalog): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  const add = (one: Asset): void => {
    assets.set(one.id, one);
  };
  for (const title of [...catalog.movies, ...catalog.series]) {
    if (title.trailerAsset !== '') {
      add(asset({ id: title.trailerAsset, durationMs: title.trailerDurationMs, plate: 'Trailer', name: title.name, look: title.look }));
    }
  }
  const [first] = catalog.movies;
  if (first !== undefined) add(asset({ id: 'house-spot', durationMs: HOUSE_SPOT_MS, plate: 'Ad', name: 'Hearth', look: first.look }));
  for (const movie of catalog.movies) {
    const { asset: id, durationMs, year, name, look, isShortFilm } = movie;
    add(asset({ id, durationMs, plate: String(year), name, look, isShortFilm }));
  }
  for (const series of catalog.series) {
    for (const season of series.seasons) {
      for (const episode of season.episodes) {
        const plate = `S${String(episode.season)}E${String(episode.number)}`;
        add(asset({ id: episode.asset, durationMs: episode.durationMs, plate, name: `${series.name}: ${episode.name}`, look: series.look }));
      }
    }
  }
  return assets;
}
