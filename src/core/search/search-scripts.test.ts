import { describe, expect, test } from '@jest/globals';
import type { SourceId } from '../base';
import { createCatalogBuilder } from '../catalog';
import type { ColumnarCatalog } from '../catalog';
import { MatchMarker, buildSearchIndex } from '.';

function catalogOf(names: readonly string[]): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: 's' as SourceId });
  names.forEach((name, index) => builder.addMovie({ nativeId: String(index + 1), name }));
  return builder.finish();
}

/** Names found, best first. */
function finder(names: readonly string[]): (query: string) => readonly string[] {
  const catalog = catalogOf(names);
  const index = buildSearchIndex(catalog);
  return (query) => index.search(query).map(({ row }) => catalog.movie(row)?.name ?? '');
}

const TITLES = [
  'The Matrix', 'The Matrix Reloaded', 'Animatrix', 'Matrix, The', 'Iñárritu', 'Łódź', 'Straße der Träume', 'Mädchen in Uniform', 'Œuvre', 'İstanbul',
  'Spider-Man', 'X-Men', "Don't Look Up", "L'Amour fou", 'S.W.A.T.', 'Vol.2', 'Canal+ Sport', 'Tom & Jerry', 'Rocky II', "Ocean's Eleven", 'Dune (2021)',
  'Война и мир', 'Ёлки', 'Маша и Медведь', 'Київ', 'Объект', 'Αλέξης Ζορμπάς', 'Ελλάδα σήμερα', 'قناة الجزيرة الإخبارية', 'أحمد', 'مُحَمَّد', 'مدرســة', 'قناة ٢٤',
  'שלום עולם', 'צה"ל', 'ירושלים', 'हिन्दी फ़िल्म', 'चाँद', 'कानून', '오징어 게임', '가고 싶다', '進撃の巨人', 'ガンダム', 'ﾊﾟﾝﾀﾞ', '千と千尋の神隠し', 'สวัสดี', 'Ｆｕｌｌ Ｗｉｄｔｈ',
  'DE: RTL HD', 'RTL II', '|UK| BBC One FHD', '[FR] TF1 4K', 'EN - Interstellar', '𝐁𝐨𝐥𝐝', 'Pokémon™', 'Up', '1917', 'New York New York',
];

describe('scripts and spellings', () => {
  const find = finder(TITLES);

  test.each([
    ['inarritu', 'Iñárritu'], ['LODZ', 'Łódź'], ['strasse traume', 'Straße der Träume'], ['oeuvre', 'Œuvre'], ['istanbul', 'İstanbul'], ['madchen', 'Mädchen in Uniform'],
    ['maedchen', 'Mädchen in Uniform'], ['full width', 'Ｆｕｌｌ Ｗｉｄｔｈ'], ['bold', '𝐁𝐨𝐥𝐝'], ['pokemon', 'Pokémon™'],
    ['елки', 'Ёлки'], ['ВОЙНА', 'Война и мир'], ['киив', 'Київ'],
    ['αλεξης', 'Αλέξης Ζορμπάς'], ['ΖΟΡΜΠΑΣ', 'Αλέξης Ζορμπάς'], ['ελλαδα', 'Ελλάδα σήμερα'],
    ['الجزيرة', 'قناة الجزيرة الإخبارية'], ['جزيره', 'قناة الجزيرة الإخبارية'], ['الجز', 'قناة الجزيرة الإخبارية'], ['احمد', 'أحمد'], ['محمد', 'مُحَمَّد'], ['مدرسه', 'مدرســة'], ['قناة 24', 'قناة ٢٤'],
    ['שלומ', 'שלום עולם'], ['צהל', 'צה"ל'], ['ירושל', 'ירושלים'],
    ['हिंदी फिल्म', 'हिन्दी फ़िल्म'], ['चांद', 'चाँद'], ['कानू', 'कानून'],
    ['오징어', '오징어 게임'], ['오지', '오징어 게임'], ['각', '가고 싶다'], ['ㅇㅗㅈ', '오징어 게임'], ['게임', '오징어 게임'],
    ['進撃', '進撃の巨人'], ['巨人', '進撃の巨人'], ['人', '進撃の巨人'], ['がんだむ', 'ガンダム'], ['パンダ', 'ﾊﾟﾝﾀﾞ'], ['神隠し', '千と千尋の神隠し'], ['สวัส', 'สวัสดี'],
  ])('%s finds %s first', (query, title) => {
    expect(find(query)[0]).toBe(title);
  });

  test.each([
    ['spiderman', 'Spider-Man'], ['spider man', 'Spider-Man'], ['xmen', 'X-Men'], ['dont look', "Don't Look Up"], ["don't", "Don't Look Up"], ['amour', "L'Amour fou"], ["l'amour", "L'Amour fou"],
    ['swat', 'S.W.A.T.'], ['s.w.a', 'S.W.A.T.'], ['vol 2', 'Vol.2'], ['canal+', 'Canal+ Sport'], ['tom and jerry', 'Tom & Jerry'], ['jerry tom', 'Tom & Jerry'],
    ['rocky 2', 'Rocky II'], ['rocky two', 'Rocky II'], ['oceans 11', "Ocean's Eleven"], ['dune 2021', 'Dune (2021)'], ['dune', 'Dune (2021)'],
    ['bbc', '|UK| BBC One FHD'], ['uk bbc', '|UK| BBC One FHD'], ['tf1', '[FR] TF1 4K'], ['interstellar', 'EN - Interstellar'], ['up', 'Up'], ['1917', '1917'], ['york new', 'New York New York'],
  ])('%s finds %s first', (query, title) => {
    expect(find(query)[0]).toBe(title);
  });

  test.each([
    ['martix', 'The Matrix'], ['mtarix', 'The Matrix'], ['amtrix', 'The Matrix'], ['natrix', 'The Matrix'], ['atrix', 'The Matrix'], ['matrixx', 'The Matrix'], ['intersellar', 'EN - Interstellar'],
    ['interstelar', 'EN - Interstellar'], ['imterstelar', 'EN - Interstellar'], ['вайна и мир', 'Война и мир'], ['ζορμπσς', 'Αλέξης Ζορμπάς'], ['الجزبرة', 'قناة الجزيرة الإخبارية'], ['ירושליס', 'ירושלים'],
    ['오진어 게임', '오징어 게임'], ['오가어 게임', '오징어 게임'], ['進撃巨人', '進撃の巨人'], ['進激の巨人', '進撃の巨人'], ['thematrix', 'The Matrix'], ['them atrix', 'The Matrix'], ['mad chen', 'Mädchen in Uniform'],
  ])('mistyped %s finds %s', (query, title) => {
    expect(find(query)).toContain(title);
  });

  test.each([
    ['masha i medved', 'Маша и Медведь'], ['vojna i mir', 'Война и мир'], ['yolki', 'Ёлки'], ['alexis zorbas', 'Αλέξης Ζορμπάς'], ['jazeera', 'قناة الجزيرة الإخبارية'], ['aljazeera', 'قناة الجزيرة الإخبارية'],
    ['mohammed', 'مُحَمَّد'], ['shalom', 'שלום עולם'], ['интерстеллар', 'EN - Interstellar'],
  ])('%s finds %s in another script', (query, title) => {
    expect(find(query)).toContain(title);
  });

  test('says how a title matched', () => {
    const catalog = catalogOf(TITLES);
    const index = buildSearchIndex(catalog);
    const kindOf = (query: string, title: string): string =>
      index.search(query).find(({ row }) => catalog.movie(row)?.name === title)?.matchKind ?? '';
    expect(kindOf('the matrix', 'The Matrix')).toBe('exact');
    expect(kindOf('matrix', 'The Matrix')).toBe('exact');
    expect(kindOf('matrix', 'Matrix, The')).toBe('exact');
    expect(kindOf('rtl', 'DE: RTL HD')).toBe('exact');
    expect(kindOf('matr', 'The Matrix Reloaded')).toBe('start');
    expect(kindOf('reload', 'The Matrix Reloaded')).toBe('word');
    expect(kindOf('reloaded matrix', 'The Matrix Reloaded')).toBe('words');
    expect(kindOf('matrix', 'Animatrix')).toBe('inner');
    expect(kindOf('matrxi', 'The Matrix')).toBe('fuzzy');
    expect(kindOf('matrix unheard', 'The Matrix')).toBe('some');
  });

  test('ranks: exact, begins, word, words, within', () => {
    const order = finder(['A Love Like Any', 'Clover Field', 'Love', 'Lovely Day', 'True Love', 'Love Story', 'The Love'])('love');
    expect(order.slice(0, 2).sort()).toEqual(['Love', 'The Love']);
    expect(order.slice(2, 5).sort()).toEqual(['A Love Like Any', 'Love Story', 'Lovely Day']);
    expect(order.slice(5)).toEqual(['True Love', 'Clover Field']);
  });

  test.each(['', ' ', '...', '★', '\u0301', '\ud800'])('nothing to search for in %j', (query) => {
    expect(find(query)).toEqual([]);
  });
});

describe('genres', () => {
  test('stand in for words a title does not have', () => {
    const builder = createCatalogBuilder({ sourceId: 's' as SourceId });
    builder.addMovie({ nativeId: '1', name: 'Alien', genres: ['Horror', 'Sci-Fi'] });
    builder.addMovie({ nativeId: '2', name: 'Horror Hotel', genres: ['Comedy'] });
    builder.addMovie({ nativeId: '3', name: 'Airplane', genres: ['Comedy'] });
    const index = buildSearchIndex(builder.finish());
    expect(index.search('horror').map(({ row, matchKind }) => [row, matchKind])).toEqual([[1, 'start'], [0, 'field']]);
    expect(index.search('alien horror').map(({ row, matchKind }) => [row, matchKind])).toEqual([[0, 'field']]);
  });
});

describe('marks for highlighting', () => {
  const marker = new MatchMarker();
  const marked = (title: string, query: string): string => {
    const ranges = marker.ranges(title, query);
    let text = '';
    for (let i = 0, at = 0; i <= ranges.length; i += 2) {
      const [start, end] = [ranges[i] ?? title.length, ranges[i + 1] ?? title.length];
      text += title.slice(at, start) + (start < end ? `<${title.slice(start, end)}>` : '');
      at = end;
    }
    return text;
  };

  test.each([
    ['The Matrix Reloaded', 'matrix rel', 'The <Matrix> <Rel>oaded'], ['Iñárritu', 'inarr', '<Iñárr>itu'], ['Animatrix', 'matrix', 'Ani<matrix>'], ['The Matrix', 'matrxi', 'The <Matrix>'],
    ['Spider-Man: Home', 'spiderm', '<Spider>-<M>an: Home'], ['Spiderman', 'spider man', '<Spiderman>'], ['오징어 게임', '오지', '<오징>어 게임'], ['進撃の巨人', '巨人', '進撃の<巨人>'],
    ['Rocky II', 'rocky 2', '<Rocky> <II>'], ['Straße', 'strass', '<Straß>e'], ['e\u0301clair', 'e', '<e\u0301>clair'], ['𝐁𝐨𝐥𝐝', 'bo', '<𝐁𝐨>𝐥𝐝'], ['Up', 'down', 'Up'],
  ])('%s for %s', (title, query, expected) => {
    expect(marked(title, query)).toBe(expected);
  });
});

describe('suggestions', () => {
  const names = ['Star Wars', 'Star Trek', 'Starship Troopers', 'Stargate', 'Star Wars: Andor', 'Pokémon', 'Dark Star', '오징어 게임', '進撃の巨人'];
  const catalog = catalogOf(names);
  const index = buildSearchIndex(catalog);
  const nameOf = (_kind: string, row: number): string => catalog.movie(row)?.name ?? '';
  const texts = (prefix: string, reader?: typeof nameOf): readonly string[] => index.suggest(prefix, 4, reader).map(({ text }) => text);

  test('complete the last word, the most frequent first, as titles spell it', () => {
    expect(texts('sta', nameOf)[0]).toBe('Star');
    expect(texts('star w', nameOf)).toEqual(['star Wars']);
    expect(texts('pok')).toEqual(['pokemon']);
    expect(texts('pok', nameOf)).toEqual(['Pokémon']);
    expect(texts('오지')).toEqual(['오징어']);
    expect(texts('進', nameOf)).toEqual(['進撃の巨人']);
    expect(texts('star ', nameOf)).toEqual([]);
  });

  test('count titles', () => {
    expect(index.suggest('sta', 1)[0]).toEqual({ text: 'star', word: 'star', count: 4 });
  });
});
