import categories from '../../static/sample/catalog/categories.json';
import channels from '../../static/sample/catalog/channels.json';
import home from '../../static/sample/catalog/home.json';
import movies from '../../static/sample/catalog/movies.json';
import series from '../../static/sample/catalog/series.json';
import type { SampleCatalog, SampleHome } from './types';

/**
 * The catalogue the platform starts with: channels, films, series, what Home puts first. Pure data made by us
 * (`static/sample/README.md`); the same object at every call.
 */
export function sampleCatalog(): SampleCatalog {
  return CATALOG;
}

// The files are ours and checked by this folder's tests; JSON only cannot express the two literal types of `home`.
const CATALOG: SampleCatalog = { categories, channels, movies, series, home: home as SampleHome };
