import { describe, expect, test } from '@jest/globals';
import type { SourceId } from '../base';
import { createCatalogBuilder, mergeCatalogs } from '../catalog';
import type { ColumnarCatalog, RowList } from '../catalog';
import { encodeUtf8 } from '../text';
import { QUALITY, VersionScanner, buildVersionIndex, orderVersions, readVersionTraits } from '.';

const scanner = new VersionScanner();

function scan(name: string, hasYears = false): { key: string; quality: number; language: string; region: string; isBackup: boolean; year: number } {
  const bytes = encodeUtf8(name);
  scanner.scan(bytes, 0, bytes.length, hasYears);
  const { keyHigh, keyLow, quality, language, region, isBackup, year } = scanner;
  return { key: `${String(keyHigh)}-${String(keyLow)}`, quality, language, region, isBackup, year };
}

function channels(source: string, names: readonly string[], radios: readonly string[] = []): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: source as SourceId });
  for (const [index, name] of names.entries()) builder.addChannel({ nativeId: String(index + 1), name });
  for (const [index, name] of radios.entries()) builder.addChannel({ nativeId: String(1000 + index), name, isRadio: true });
  return builder.finish();
}

function groupsOf(catalog: ColumnarCatalog, kind: 'channel' | 'movie' = 'channel'): string[] {
  const index = buildVersionIndex(kind, [{ data: catalog.data, firstRow: 0 }], scanner);
  const names: string[] = [];
  for (let row = 0; row < catalog.count(kind); row += 1) {
    const versions = index.versions(row);
    if (versions[0] === row) names.push(versions.map((at) => (kind === 'channel' ? catalog.channel(at)?.name : catalog.movie(at)?.name)).join(' = '));
  }
  return names;
}

function list(rows: RowList): number[] {
  return Array.from({ length: rows.length }, (_, i) => rows.at(i));
}

describe('a name taken apart', () => {
  test.each([
    ['RTL', 'RTL HD'], ['RTL', 'DE: RTL FHD'], ['RTL', '|DE| RTL UHD 4K HEVC'], ['RTL', '[DE] RTL (backup)'], ['RTL', 'RTL ᴴᴰ'], ['RTL', 'DE - RTL RAW 50FPS'],
    ['Sky News', 'UK: SkyNews 1080p'], ['Canal+ Sport', 'FR| CANAL+ SPORT HD (2)'], ['Первый канал', 'RU: ПЕРВЫЙ КАНАЛ HD'], ['الجزيرة', 'AR: الجزيرة HD'],
    ['Das Erste', 'DAS ERSTE HD #2'], ['Pro 7', 'EU: DE: Pro 7 HD'], ['TV5 Monde', 'TV5MONDE HD FR'], ['Rai 1', 'RAI 1 backup 2'],
  ])('%j and %j name the same channel', (plain, tagged) => {
    expect(scan(tagged).key).toBe(scan(plain).key);
  });

  test.each([
    ['ITV', 'ITV +1'], ['Sport 1', 'Sport 2'], ['WWE', 'WWE Raw Talk'], ['Canal', 'Canal+'], ['BBC One', 'BBC Two'], ['News 24', 'News 25'], ['HD', '4K'], ['ARD', 'ARD alpha'],
  ])('%j and %j are two', (one, other) => {
    expect(scan(one).key).not.toBe(scan(other).key);
  });

  test.each([
    ['Inception', 'Inception (2010)'], ['Inception', 'EN - Inception (2010) 4K'], ['Inception', 'Inception 2010 MULTI 1080p x265'], ['Amélie', 'FR| Amelie [2001] VOSTFR'],
    ['Ted', 'Ted 2012'], ['Das Boot', 'Das Boot (1981) [German] [UHD]'],
  ])('%j and %j name the same film', (plain, tagged) => {
    expect(scan(tagged, true).key).toBe(scan(plain, true).key);
  });

  test('says what the version is', () => {
    expect(scan('DE: Sky Sport UHD (backup)')).toMatchObject({ quality: QUALITY.uhd, region: 'de', language: 'de', isBackup: true });
    expect(scan('GB| BBC One SD')).toMatchObject({ quality: QUALITY.sd, region: 'uk', language: 'en', isBackup: false });
    expect(scan('Inception (2010) FHD MULTI', true)).toMatchObject({ quality: QUALITY.fhd, language: 'mul', year: 2010 });
    expect(scan('XYZ: Something')).toMatchObject({ region: 'xyz' });
    expect(scan('2012', true)).toMatchObject({ year: 0 });
    expect(scan('')).toMatchObject({ quality: 0, region: '', year: 0 });
  });

  test('copes with any bytes', () => {
    const bytes = new Uint8Array(600);
    for (let seed = 1; seed <= 3000; seed += 1) {
      let state = seed;
      for (let i = 0; i < bytes.length; i += 1) {
        state = (Math.imul(state, 1103515245) + 12345) >>> 0;
        bytes[i] = seed % 3 === 0 ? 0x20 + ((state >>> 16) % 95) : state >>> 24;
      }
      expect(() => { scanner.scan(bytes, 0, seed % 600, seed % 2 === 0); }).not.toThrow();
    }
  });
});

describe('groups', () => {
  test('of channels: one name, one region', () => {
    const catalog = channels('a', ['UK: Eurosport 1 HD', 'DE: Eurosport 1', 'Eurosport 1', 'DE: Eurosport 1 FHD', 'RTL', 'DE: RTL HD', 'ITV', 'ITV +1'], ['RTL']);
    expect(groupsOf(catalog)).toEqual([
      'UK: Eurosport 1 HD', 'DE: Eurosport 1 = DE: Eurosport 1 FHD', 'Eurosport 1', 'RTL = DE: RTL HD', 'ITV', 'ITV +1', 'RTL',
    ]);
  });

  test('of channels: one name is not enough where countries are groups; the guide id, the group or the region is', () => {
    const builder = createCatalogBuilder({ sourceId: 'a' as SourceId });
    const [usa, news, bosnia] = ['USA', 'News', 'Bosnia'].map((name) => builder.category('channel', name));
    const rows: readonly (readonly [string, number | undefined, string])[] = [
      ['ABC News', usa, 'abc.us'], ['ABC News', news, 'ABC.us'], ['ABC News', bosnia, 'abc.ba'], ['Super TV', usa, ''], ['SuperTV HD', bosnia, ''], ['SUPERTV 4K', bosnia, 'Super TV'],
      ['UK: Gold HD', usa, ''], ['UK: Gold', news, ''], ['Press TV', news, ''], ['Press TV French', news, ''],
    ];
    for (const [index, [name, category, guideKey]] of rows.entries()) builder.addChannel({ nativeId: String(index), name, guideKey, categories: category === undefined ? [] : [category] });
    expect(groupsOf(builder.finish())).toEqual([
      'ABC News = ABC News', 'ABC News', 'Super TV', 'SuperTV HD = SUPERTV 4K', 'UK: Gold HD = UK: Gold', 'Press TV', 'Press TV French',
    ]);
  });

  test('of films: one name, one year', () => {
    const builder = createCatalogBuilder({ sourceId: 'a' as SourceId });
    const films: readonly (readonly [string, number])[] = [['Pinocchio', 2019], ['Pinocchio (2022)', 0], ['Pinocchio 4K', 2022], ['Pinocchio', 0], ['Heat', 0], ['EN - Heat (1995)', 0]];
    for (const [index, [name, year]] of films.entries()) builder.addMovie({ nativeId: String(index), name, year });
    expect(groupsOf(builder.finish(), 'movie')).toEqual(['Pinocchio', 'Pinocchio (2022) = Pinocchio 4K', 'Pinocchio', 'Heat = EN - Heat (1995)']);
  });

  test('reach over sources, and a list shows each once', () => {
    const a = channels('a', ['RTL HD', 'Vox', 'RTL SD']);
    const b = channels('b', ['DE: RTL', 'Arte']);
    const both = mergeCatalogs([a, b]);
    const index = buildVersionIndex('channel', [{ data: a.data, firstRow: 0 }, { data: b.data, firstRow: 3 }], scanner);
    expect(index.versions(3)).toEqual([0, 2, 3]);
    expect(index.groupCount).toBe(3);
    expect([index.hasOthers(1), index.hasOthers(2), index.isSame(0, 3), index.isSame(0, 1)]).toEqual([false, true, true, false]);
    expect(list(index.merged(both.rows('channel', 'all')))).toEqual([0, 1, 4]);
    expect(list(index.merged(both.rows('channel', 'all'), (row) => row !== 0))).toEqual([1, 2, 4]);
    expect(index.versions(99)).toEqual([]);
    const traits = index.versions(3).map((row) => readVersionTraits(both, 'channel', row, scanner)).filter((found) => found !== null);
    expect(orderVersions(traits, { languages: ['de'] }).map((found) => found.row)).toEqual([3, 0, 2]);
    expect(orderVersions(traits, { languages: [], maxQuality: QUALITY.sd }).map((found) => found.row)).toEqual([2, 3, 0]);
  });

  test('are the same as comparing every name with every other', () => {
    const words = ['RTL', 'Vox', 'Arte', 'One', 'Ndr', 'Kika'];
    const tags = ['', 'DE: ', 'UK: ', '|FR| '];
    const ends = ['', ' HD', ' SD', ' 4K', ' (backup)', ' +1', ' 2'];
    const names = Array.from({ length: 400 }, (_, i) => (tags[(i * 7) % 4] ?? '') + (words[(i * 5) % 6] ?? '') + (ends[(i * 11) % 7] ?? ''));
    const catalog = channels('a', names);
    const index = buildVersionIndex('channel', [{ data: catalog.data, firstRow: 0 }], scanner);
    const read = names.map((name) => scan(name));
    const wrong: string[] = [];
    for (const [a, left] of read.entries()) {
      const regions = new Set(read.filter((other) => other.key === left.key && other.region !== '').map((other) => other.region));
      for (const [b, right] of read.entries()) {
        const isSame = left.key === right.key && (left.region === right.region || regions.size < 2);
        if (index.isSame(a, b) !== isSame) wrong.push(`${names[a] ?? ''} / ${names[b] ?? ''}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
