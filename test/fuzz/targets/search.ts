import type { SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import { createGuideBuilder } from '#core/guide';
import {
  buildProgrammeIndex, buildSearchIndex, decodeProgrammeIndex, decodeSearchIndex, encodeProgrammeIndex, encodeSearchIndex, MatchMarker, searchProgrammes,
} from '#core/search';
import type { FuzzRandom } from '../fuzz-random';
import { turnOf } from '../fuzz-target';
import type { FuzzTarget } from '../fuzz-target';

const TITLES = ['The Ferry Islands', 'Kestrel', 'Après la pluie', 'Брат 2', 'نور', '千と千尋の神隠し', '기생충', 'Ocean’s Eleven', 'Se7en', 'Naïve & Sentimental', 'Straße', 'IT', '4K | DE - Das Boot (1981)'];

function makeCatalog(): ReturnType<ReturnType<typeof createCatalogBuilder>['finish']> {
  const builder = createCatalogBuilder({ sourceId: 'fuzz' as SourceId });
  const films = builder.category('movie', 'Films');
  const all = builder.category('channel', 'All');
  TITLES.forEach((name, index) => {
    builder.addMovie({ nativeId: String(index), name, categories: [films], genres: ['Drama', 'Comédie'], stream: { url: `http://h/${String(index)}.mp4` } });
    builder.addChannel({ nativeId: String(index), name: `${name} HD`, categories: [all], stream: { url: `http://h/${String(index)}.ts` } });
  });
  return builder.finish();
}

function makeGuide(): ReturnType<ReturnType<typeof createGuideBuilder>['finish']> {
  const builder = createGuideBuilder({ nowMs: 0 });
  TITLES.forEach((title, hour) => {
    builder.addProgramme('a', { startMs: hour * 3_600_000, stopMs: (hour + 1) * 3_600_000, title, people: [{ name: 'Elsa Dahl', role: 'actor', picture: '' }] });
  });
  return builder.finish();
}

const GUIDE = makeGuide();
const INDEX = buildSearchIndex(makeCatalog());
const PROGRAMMES = buildProgrammeIndex(GUIDE);
const MARKER = new MatchMarker();
const STORED = { titles: encodeSearchIndex(INDEX), programmes: encodeProgrammeIndex(PROGRAMMES) };
/** Postings, words and titles one search may look at, by far. */
const MOST_WORK = 1_000_000;

/** Stored chunks with bytes changed: pairs of place and value. */
function torn(chunks: readonly Uint8Array[], input: Uint8Array): readonly Uint8Array[] {
  const copies = chunks.map((chunk) => chunk.slice());
  for (let at = 0; at + 2 < input.length; at += 3) {
    const chunk = copies[(input[at] ?? 0) % copies.length];
    if (chunk === undefined || chunk.length === 0) continue;
    const place = (((input[at] ?? 0) << 8) | (input[at + 1] ?? 0)) % chunk.length;
    chunk[place] = (chunk[place] ?? 0) ^ (input[at + 2] ?? 0);
  }
  return copies;
}

/** One of the two stored indexes: what is read in spite of changed bytes must still answer. */
function read(input: Uint8Array): string {
  const turn = turnOf(input, 6);
  const isAlone = turn < 2;
  if (turn % 2 === 0) {
    const titles = decodeSearchIndex(isAlone ? [input] : torn(STORED.titles, input));
    return String(titles.ok ? titles.value.search('the ferry').length : -1);
  }
  const programmes = decodeProgrammeIndex(isAlone ? [input] : torn(STORED.programmes, input));
  return String(programmes.ok ? searchProgrammes(programmes.value, GUIDE, 'elsa').length : -1);
}

/** The titles found; in turn also what is marked in one of them, the words proposed, and the programmes found. */
function ask(query: string, turn: number): string {
  const hits = INDEX.search(query, { limit: 40 });
  if (INDEX.lastWork > MOST_WORK) throw new Error(`a query took ${String(INDEX.lastWork)} steps`);
  const found = hits.map(({ kind, row, matchKind }) => `${kind} ${String(row)} ${matchKind}`).join();
  const title = TITLES[turn];
  if (title !== undefined) return `${found} ${MARKER.ranges(title, query).join()}`;
  if (turn < TITLES.length + 4) return `${found} ${INDEX.suggest(query, 4).map(({ text }) => text).join()}`;
  return `${found} ${searchProgrammes(PROGRAMMES, GUIDE, query, { nowMs: 0 }).map(({ title: aired }) => aired).join()}`;
}

/** Stored search indexes with bytes changed, and whatever somebody types. The first byte decides. */
export const searchTarget: FuzzTarget = {
  name: 'search',
  run(input) {
    const [control = 0] = input;
    return control < 32 ? read(input.slice(1)) : ask(new TextDecoder().decode(input), turnOf(input, TITLES.length + 8));
  },
  seeds: ['the ferry', 'kestral', 'Брат', 'نو', '千と', '기생', 'se7en', 'oceans 11', 'strasse', '\u0001HRTS\u0001', '\u0001\u0001\u0002\u0003', '\u0001HRTP\u0001\u0000'],
  dictionary: ['the', ' ', '-', '&', '’', 'ß', 'é', 'İ', 'ﬁ', '기', '千', 'ا', '1981', 'II', '4K', '\u0000', '\u0300', '\u200f', '🎬', '\ud800'],
  generate: (random: FuzzRandom) => random.many(1, 9, () => String.fromCodePoint(random.below(3) === 0 ? 0x20 + random.below(0x3000) : 0x61 + random.below(26))),
};
