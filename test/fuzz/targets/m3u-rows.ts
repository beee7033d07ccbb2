import type { SourceId } from '#core/base';
import { createPlaylistReader } from '#core/playlist';
import { madeList } from '#core/playlist/testing';
import { pieces } from '../fuzz-target';
import type { FuzzTarget } from '../fuzz-target';

function outcome(input: Uint8Array, cuts: readonly number[], hasKernel: boolean): string {
  const reader = createPlaylistReader({ sourceId: 'fuzz' as SourceId, baseUrl: 'http://list.example/dir/list.m3u', hasKernel });
  pieces(input, cuts, (piece) => { reader.push(piece); });
  const result = reader.end();
  return result.ok ? `${result.value.catalog.revision} ${JSON.stringify(result.value.report)}` : `${result.error.code} ${JSON.stringify(result.error.facts)}`;
}

const ROW = '#EXTINF:-1 tvg-id="" tvg-name="A" tvg-logo="http://l.example/a/1.png" group-title="G",A\nhttp://h.example/live/u/p/1.ts\n';

/** Playlists whose rows repeat, as panels write them: read with the kernel, which has to come to what the careful way alone comes to. */
export const m3uRowsTarget: FuzzTarget = {
  name: 'm3u-rows',
  run(input, cuts) {
    const careful = outcome(input, [], false);
    const quick = outcome(input, cuts, true);
    if (quick !== careful) throw new Error(`with the kernel ${quick}, without it ${careful}`);
    return quick;
  },
  seeds: [ROW.repeat(4), ROW.repeat(4).replace(/\n/g, '\r\n'), `#EXTM3U catchup="shift"\n${ROW.repeat(3)}`, ROW.replace(/live/g, 'series').replace(/A/g, 'Show S01E02').repeat(4), ROW.replace(/live/g, 'movie').replace(/A/g, 'Film (1999)').repeat(4)],
  dictionary: [ROW, '#EXTINF:-1', ' tvg-id="', ' tvg-name="', ' tvg-logo="', ' tvg-chno="', ' group-title="', ' timeshift="', ' catchup="', ' catchup-source="', '/series/u/p/', '/movie/u/p/', 'S01E02', '(1999)', '.mkv', '.ts', '\n', '\r\n', '\r', '"', ',', '=', '\u00a0', '#EXTM3U'],
  generate: (random) => madeList(random, 4 + random.below(24), 12),
};
