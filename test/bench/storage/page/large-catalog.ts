import type { ItemKey, SourceId } from '#core/base';
import { itemKey } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import type { ColumnarCatalog } from '#core/catalog';

/** The one source of the page. */
export const SOURCE = 'bench' as SourceId;
const CHANNEL_SHARE = 0.3;
const SERIES_SHARE = 0.1;
const CATEGORIES = { channel: 400, movie: 300, series: 150 } as const;
const WORDS = 'the of night day last first city river house king queen war love stone winter summer shadow light road blue red black'.split(' ');

function title(row: number): string {
  const word = (step: number): string => WORDS[Math.floor(row / step) % WORDS.length] ?? '';
  return `${word(1)} ${word(WORDS.length)} ${word(WORDS.length ** 2)} ${String(row)}`;
}

/** A catalogue as a playlist of channels and a panel of films would give it: `count` titles, addresses, pictures, guide keys. */
export function largeCatalog(count: number): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: SOURCE });
  for (const kind of ['channel', 'movie', 'series'] as const) {
    for (let i = 0; i < CATEGORIES[kind]; i += 1) builder.category(kind, `${kind} group ${String(i)} | HD`);
  }
  const channels = Math.floor(count * CHANNEL_SHARE);
  const series = Math.floor(count * SERIES_SHARE);
  for (let i = 0; i < channels; i += 1) {
    builder.addChannel({
      nativeId: '', name: `${title(i)} HD`, number: i + 1, logo: `http://logos.example/img/${String(i * 7919)}.png`, guideKey: `channel${String(i)}.example`,
      categories: [(i * 7919) % CATEGORIES.channel], stream: { url: `http://host.example/live/user/password/${String(i)}.ts`, container: 'ts' },
    });
  }
  for (let i = 0; i < count - channels - series; i += 1) {
    builder.addMovie({
      nativeId: String(100_000 + i), name: `${title(i)} (${String(1960 + (i % 65))})`, year: 1960 + (i % 65), rating: (i % 100) / 10, addedMs: 1.6e12 + ((i * 7919) % 1e6) * 1e5,
      poster: `http://images.example/t/p/w500/${(i * 2654435761 % 2 ** 32).toString(36)}.jpg`, categories: [(i * 31) % CATEGORIES.movie], stream: { container: 'mkv' },
    });
  }
  for (let i = 0; i < series; i += 1) {
    builder.addSeries({
      nativeId: String(i + 1), name: title(i), year: 1990 + (i % 35), rating: (i % 90) / 10, addedMs: 1.6e12 + i * 1e6, seasonCount: 1 + (i % 9), plot: `The story of ${title(i * 3)}.`,
      poster: `http://images.example/t/p/w500/s${String(i)}.jpg`, categories: [(i * 13) % CATEGORIES.series],
    });
  }
  return builder.finish();
}

/** What a viewer has at hand: channels, films, series all over the catalogue. */
export function keysAtHand(): readonly ItemKey[] {
  const keys: ItemKey[] = [];
  for (let i = 0; i < 100; i += 1) keys.push(itemKey(SOURCE, 'movie', String(100_000 + i * 911)), itemKey(SOURCE, 'series', String(1 + i * 151)));
  return keys;
}
