import type { SourceId, Steps } from '../base';
import { createCatalogBuilder, isAdultCategoryName } from '../catalog';
import { createM3uParser, createPlaylistReader, prepareKernel } from '../playlist';
import { encodeUtf8 } from '../text';

/** As many bytes are held until the encoding is settled: the first entry would be read with whatever follows it. */
const SETTLING = ' '.repeat(256);
/** From the plainest entry on, so that each line has little that no line before it had. */
const LINES: readonly string[] = [
  '#EXTM3U',
  SETTLING,
  '#EXTINF:-1,A',
  'http://a/1',
  '#EXTINF:-1 tvg-id="a" tvg-logo="http://a/a.png" group-title="A",A',
  'http://a/live/a/a/1.ts',
  '#EXTINF:-1,A (2000)',
  'http://a/movie/a/a/1.mp4',
  '#EXTINF:-1,A S01 E01',
  'http://a/series/a/a/1.mp4',
  '#EXTINF:-1,B',
];

const SOURCE: Parameters<typeof createPlaylistReader>[0] = { sourceId: 'rehearsal' as SourceId };

function* readLines(reader: { push(bytes: Uint8Array): void }): Steps<void> {
  yield;
  for (const line of LINES) {
    reader.push(encodeUtf8(`${line}\n`));
    yield;
  }
}

function* buildRows(): Steps<void> {
  const builder = createCatalogBuilder(SOURCE);
  yield;
  isAdultCategoryName('A');
  yield;
  const category = builder.category('channel', 'A');
  yield;
  builder.addChannel({ nativeId: '', name: 'A', categories: [category] });
  yield;
  builder.addMovie({ nativeId: '', name: 'A' });
  yield;
}

/**
 * Reads a few entries line by line, and keeps nothing: by the parser alone, into a catalogue without the kernel, by the whole reader. An engine compiles what it runs for
 * the first time, and the first entry of a list runs nearly everything there is: a single step of 75 ms on a television's thread, if nothing of it ran before.
 */
export function* rehearsePlaylist(): Steps<void> {
  yield* readLines(createM3uParser({ entry: () => undefined }, SOURCE));
  yield* buildRows();
  yield* readLines(createPlaylistReader({ ...SOURCE, hasKernel: false }));
  prepareKernel();
  yield;
  yield* readLines(createPlaylistReader(SOURCE));
}
