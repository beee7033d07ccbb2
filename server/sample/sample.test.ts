import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { DAY_MS, MINUTE_MS } from '#core/base';
import { sampleCatalog, sampleGuide } from '.';

const ART = join(__dirname, '../../static/sample/art');
const MEDIA = join(__dirname, '../../static/sample/media');
const { channels, movies, series, categories, home } = sampleCatalog();
const titles = [...movies, ...series];
const NOW_MS = Date.UTC(2026, 10, 24, 20, 41);

function duplicates(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe('the catalogue', () => {
  test('is as large as promised', () => {
    expect(channels.filter((channel) => !channel.isRadio).length).toBeGreaterThanOrEqual(40);
    expect(movies.length).toBeGreaterThanOrEqual(60);
    expect(series.length).toBeGreaterThanOrEqual(8);
  });

  test('names everything once', () => {
    expect(duplicates(channels.map((channel) => channel.slug))).toEqual([]);
    expect(duplicates(channels.map((channel) => String(channel.number)))).toEqual([]);
    expect(duplicates(titles.map((title) => title.slug))).toEqual([]);
    expect(duplicates([...movies.map((movie) => movie.asset), ...series.flatMap((show) => show.seasons.flatMap((season) => season.episodes.map((episode) => episode.asset)))])).toEqual([]);
  });

  test('lists everything under a category that exists, and no category is empty', () => {
    expect(channels.filter((channel) => !categories.channel.includes(channel.category)).map((channel) => channel.slug)).toEqual([]);
    expect(categories.channel.filter((name) => !channels.some((channel) => channel.category === name))).toEqual([]);
    for (const [list, names] of [[movies, categories.movie], [series, categories.series]] as const) {
      expect(list.filter((title) => title.categories.length === 0 || title.categories.some((name) => !names.includes(name))).map((title) => title.slug)).toEqual([]);
      expect(names.filter((name) => !list.some((title) => title.categories.includes(name)))).toEqual([]);
    }
  });

  test('tells what a detail page shows', () => {
    for (const title of titles) {
      expect([title.slug, title.plot !== '', title.cast.length >= 4, title.directors.length, title.genres.length > 0, title.rating > 0, title.age >= 0, title.similar.length >= 6]).toEqual([
        title.slug, true, true, 1, true, true, true, true,
      ]);
    }
    expect(series.filter((show) => show.trailerAsset === '').map((show) => show.slug)).toEqual([]);
  });

  test('points at titles that exist: similar ones of the same kind, those on Home', () => {
    for (const list of [movies, series]) {
      const slugs = new Set(list.map((title) => title.slug));
      expect(list.flatMap((title) => title.similar.filter((slug) => !slugs.has(slug) || slug === title.slug))).toEqual([]);
    }
    const all = new Set(titles.map((title) => title.slug));
    expect([...home.hero, ...home.top10].filter(({ slug }) => !all.has(slug))).toEqual([]);
  });

  test('has every picture, clip and sound it names', () => {
    const pictures = [
      ...channels.map((channel) => channel.logo),
      ...titles.flatMap((title) => [title.poster, title.landscape, title.backdrop, title.titleArt, ...title.cast.map((person) => person.picture)]),
      ...series.flatMap((show) => show.seasons.flatMap((season) => season.episodes.map((episode) => episode.still))),
    ];
    expect(pictures.filter((path) => path === '' || !existsSync(join(ART, path)))).toEqual([]);
    const looks = [...channels, ...titles].map(({ look }) => look);
    const [clips, sounds] = [new Set(readdirSync(join(MEDIA, 'clips'))), new Set(readdirSync(join(MEDIA, 'audio')))];
    expect(looks.flatMap((look) => look.clips).filter((name) => !clips.has(`${name}-360.h264`) || !clips.has(`${name}-180.h264`))).toEqual([]);
    expect(looks.filter((look) => !sounds.has(`${look.music}.aac`)).map((look) => look.music)).toEqual([]);
  });
});

describe('the guide', () => {
  const fromMs = NOW_MS - 7 * DAY_MS;
  const toMs = NOW_MS + 14 * DAY_MS;

  test('fills every channel from a week ago to in two weeks, without gap or overlap', () => {
    const byChannel = new Map(channels.map((channel) => [channel.slug, sampleGuide([channel.slug], fromMs, toMs)]));
    for (const [slug, programmes] of byChannel) {
      expect([slug, (programmes[0]?.startMs ?? Infinity) <= fromMs, (programmes[programmes.length - 1]?.stopMs ?? 0) >= toMs]).toEqual([slug, true, true]);
      expect(programmes.filter((programme, at) => at > 0 && programme.startMs !== programmes[at - 1]?.stopMs)).toEqual([]);
      expect(programmes.filter((programme) => programme.title === '' || programme.stopMs <= programme.startMs || programme.startMs % (5 * MINUTE_MS) !== 0)).toEqual([]);
    }
  });

  test('answers the same question the same way, whatever was asked before', () => {
    const once = sampleGuide(['nord-1', 'terra'], NOW_MS, NOW_MS + DAY_MS);
    sampleGuide(null, NOW_MS + 300 * DAY_MS, NOW_MS + 302 * DAY_MS);
    expect(sampleGuide(['nord-1', 'terra'], NOW_MS, NOW_MS + DAY_MS)).toEqual(once);
    expect(once.map((programme) => programme.guideKey).filter((key, at, all) => all.indexOf(key) === at)).toEqual(['nord-1', 'terra']);
    expect(sampleGuide(['unknown'], NOW_MS, NOW_MS + DAY_MS)).toEqual([]);
    expect(sampleGuide(null, NOW_MS, NOW_MS)).toEqual([]);
  });

  test('has the pictures it names', () => {
    const pictures = new Set(sampleGuide(null, fromMs, toMs).map((programme) => programme.picture));
    expect([...pictures].filter((path) => path !== '' && !existsSync(join(ART, path)))).toEqual([]);
    expect(pictures.size).toBeGreaterThan(10);
  });
});
