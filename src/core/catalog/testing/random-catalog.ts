import { mulberry32 } from '../../base';
import type { SourceId } from '../../base';
import { createCatalogBuilder } from '..';
import type { ChannelInput, ColumnarCatalog, MovieInput, SeriesInput } from '..';

const TEXTS = ['', 'News', 'Ünïcode 频道', '🎬 Film', 'الأخبار', 'a'.repeat(300), 'Title: with = signs, "quotes"', '\u001f'];

/** A catalogue with rows of every kind, odd texts, repeated ids, several categories per row and fields that are missing now and then. */
export function randomCatalog(seed: number, rows: number, source = 'random'): ColumnarCatalog {
  const random = mulberry32(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const some = <T>(value: T): T | undefined => (random() < 0.5 ? value : undefined);
  const text = (): string => TEXTS[below(TEXTS.length)] ?? '';
  const builder = createCatalogBuilder({ sourceId: source as SourceId });
  const categories = (kind: 'channel' | 'movie' | 'series'): number[] =>
    Array.from({ length: below(3) }, () => {
      const number = below(20);
      return builder.category(kind, number === 0 ? 'Adults 18+' : `Group ${String(number)}`, kind === 'movie' ? String(number) : '');
    });
  const nativeId = (): string => [String(below(rows)), `text-${String(below(rows))}`, ''][below(3)] ?? '';
  // The builder takes absent fields, not undefined ones.
  const defined = (value: object): unknown => JSON.parse(JSON.stringify(value));
  for (let row = 0; row < rows; row += 1) {
    const name = `${text()} ${String(row)}`;
    const stream = { url: some(`http://host${String(below(5))}.example/dir${String(below(9))}/${String(row)}.ts`) ?? '', container: some('ts') ?? '' };
    const kind = below(4);
    if (kind < 2) {
      const catchup = random() < 0.1 ? { mode: 'append' as const, days: below(9), template: some('?t={utc}') ?? null, correctionMs: (below(9) - 4) * 1000 } : null;
      builder.addChannel(defined({ nativeId: nativeId(), name, number: some(below(500) / 10), logo: some(`http://logos.example/${String(row)}.png`), categories: categories('channel'), guideKey: some(`k${String(row)}`), isRadio: some(true), catchup, stream }) as ChannelInput);
    } else if (kind === 2) {
      builder.addMovie(defined({ nativeId: nativeId(), name, year: some(1900 + below(130)), rating: some(below(100) / 10), age: some(below(19)), plot: some(text()), poster: some('/p.jpg'), addedMs: some(below(1e6) * 1000), durationMs: some(60_000), categories: categories('movie'), stream }) as MovieInput);
    } else {
      const seriesRow = builder.addSeries(defined({ nativeId: nativeId(), name, seasonCount: some(3), genres: ['Drama', 'Krimi'].slice(below(3)), categories: categories('series') }) as SeriesInput);
      for (let episode = below(3); episode > 0; episode -= 1) builder.addEpisode({ nativeId: nativeId(), seriesRow, season: below(3), number: episode, name, stream });
    }
  }
  return builder.finish();
}
