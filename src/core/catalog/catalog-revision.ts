import type { Steps } from '../base';
import { hashWords } from '../text';
import { COLUMN_NAMES, LISTED_KINDS, TABLE_KINDS } from './catalog-data';
import type { CatalogData } from './catalog-data';

function asBytes(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** Heap segments (256 KB each) between two pauses. */
const STEP_SEGMENTS = 2;

/** Names the content: equal content, equal text; about 10 ms for 20 MB on a desk computer. */
export function* catalogRevisionSteps(data: CatalogData): Steps<string> {
  let hash = 1;
  let segments = 0;
  for (const segment of data.store.heap.segments) {
    hash = hashWords(segment, hash);
    segments += 1;
    if (segments % STEP_SEGMENTS === 0) yield;
  }
  for (const table of [data.store.prefixes, data.store.words]) hash = hashWords(table.bytes, hashWords(asBytes(table.ends), hash));
  for (const kind of TABLE_KINDS) {
    const table = data.tables[kind];
    for (const name of COLUMN_NAMES) hash = hashWords(asBytes(table[name]), hash);
    yield;
  }
  let categories = 0;
  for (const kind of LISTED_KINDS) {
    hash = hashWords(asBytes(data.sets[kind].items), hash);
    for (const category of data.categories[kind]) {
      categories += 1;
      for (let i = 0; i < category.name.length; i += 1) hash = Math.imul(hash ^ category.name.charCodeAt(i), 0x01000193) >>> 0;
    }
  }
  return `${hash.toString(36)}-${data.tables.channel.count}-${data.tables.movie.count}-${data.tables.series.count}-${categories}`;
}
