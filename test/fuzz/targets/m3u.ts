import type { AppError, Result, SourceId } from '#core/base';
import { M3U, createM3uParser, createPlaylistReader } from '#core/playlist';
import type { M3uEntry, M3uField, M3uReport } from '#core/playlist';
import type { FuzzRandom } from '../fuzz-random';
import { pieces, turnOf } from '../fuzz-target';
import type { FuzzTarget } from '../fuzz-target';
import { Digest } from './digest';

/** One input of so many makes a catalogue, which takes ten times as long as its entries. */
const CATALOGUE_EVERY = 64;
const BASE_URL = 'http://list.example/dir/list.m3u';
const FIELDS = Object.values(M3U) as readonly M3uField[];

function addEntry(digest: Digest, entry: M3uEntry): void {
  for (const field of FIELDS) digest.bytes(entry.bytes, entry.start(field), entry.end(field));
  digest.bytes(entry.groupBytes, entry.groupStart, entry.groupEnd);
  digest.text(JSON.stringify([entry.kind, entry.container, entry.durationSec, entry.line]));
  digest.text(entry.url());
  if (entry.hasExtras) digest.text(JSON.stringify([entry.headers(), entry.properties()]));
}

function told(report: Result<M3uReport, AppError>): string {
  return report.ok ? JSON.stringify(report.value) : `${report.error.code} ${JSON.stringify(report.error.facts)}`;
}

const ATTRIBUTES = [
  'tvg-id', 'tvg-name', 'tvg-logo', 'tvg-chno', 'tvg-shift', 'tvg-rec', 'timeshift', 'radio', 'catchup', 'catchup-type', 'catchup-days', 'catchup-source',
  'catchup-correction', 'user-agent', 'http-referrer', 'parent-code', 'tvg-type', 'group-title', 'TVG-ID', 'xui-id', 'audio-track', 'x',
];
const VALUES = ['', 'News', 'a,b', 'http://x/l.png?a=1,2', 'Ünï', '5.1', '-1', '+2', 'true', 'append', '?utc={utc}', 'A;B', 'قناة', '频道', "it's", '=', '&amp;'];
const DIRECTIVES = ['#EXTGRP:Films', '#EXTGRP:', '#EXTVLCOPT:http-user-agent=X', '#EXTVLCOPT--http-referrer=http://r/', '#KODIPROP:inputstream=inputstream.adaptive', '#EXTHTTP:{"Cookie":"a=b"}', '#EXTHTTP:{', '#EXTALBUMARTURL:http://a/b.jpg', '#EXTIMG:http://i', '#EXT-X-PLAYLIST-TYPE:VOD', '#PLAYLIST:My list', '# comment', '##### UK #####', 'free text'];
const ADDRESSES = ['http://h.example:8080/live/u/p/1.ts', 'https://h/movie/u/p/2.mkv', 'http://h/series/u/p/3.mp4', 'rtmp://h/a', 'udp://@239.0.0.1:1234', 'rel/path.m3u8', '/abs.ts', 'http://h/a|User-Agent=X&Referer=http://r/', 'http://[::1]:80/x', '[NO STREAM]', 'plugin://x?y', 'HTTP://H/A.M3U8?token=1#f'];

function sentence(random: FuzzRandom): string {
  const end = random.pick(['\n', '\r\n', '\r', '\n\n']);
  const attribute = (): string => {
    const quote = random.once(8) ? random.pick(['', "'", '"']) : '"';
    return `${random.pick([' ', '  ', '\t', ''])}${random.pick(ATTRIBUTES)}${random.once(12) ? ' = ' : '='}${quote}${random.pick(VALUES)}${random.once(15) ? '' : quote}`;
  };
  const entry = (): string => {
    const info = `#EXTINF:${random.pick(['-1', '0', '5400', '-1.5', '', 'x'])}${random.many(0, 5, attribute)}${random.once(10) ? '' : ','}${random.pick(['RTL HD', 'A, B', 'S01 E02 Show', 'Film (2010)', '', 'Été', '[COLOR red]X[/COLOR]'])}${end}`;
    return `${random.once(12) ? '' : info}${random.many(0, 2, () => random.pick(DIRECTIVES) + end)}${random.once(12) ? '' : random.pick(ADDRESSES) + end}`;
  };
  const head = random.once(5) ? '' : `${random.once(6) ? '\ufeff' : ''}#EXTM3U${random.many(0, 2, () => random.pick([' url-tvg="http://g/1.xml.gz,http://g/2.xml"', ' x-tvg-url="g.xml"', ' tvg-shift=2', ' catchup="xc"', ' refresh="3600"']))}${end}`;
  return head + random.many(0, 6, entry);
}

/** M3U-plus playlists: every entry by the parser, and in turn the whole catalogue. */
export const m3uTarget: FuzzTarget = {
  name: 'm3u',
  run(input, cuts) {
    const digest = new Digest();
    const parser = createM3uParser({ entry: (entry) => { addEntry(digest, entry); }, header: (header) => { digest.text(JSON.stringify(header)); } }, { baseUrl: BASE_URL });
    pieces(input, cuts, (piece) => { parser.push(piece); });
    const text = `${told(parser.end())} ${digest.toString()}`;
    if (turnOf(input, CATALOGUE_EVERY) !== 0) return text;
    const reader = createPlaylistReader({ sourceId: 'fuzz' as SourceId, baseUrl: BASE_URL });
    pieces(input, cuts, (piece) => { reader.push(piece); });
    const result = reader.end();
    return `${text} ${result.ok ? result.value.catalog.revision : result.error.code}`;
  },
  seeds: [
    '#EXTM3U\n#EXTINF:-1 tvg-id="a" group-title="News",One\nhttp://h/1.ts\n',
    '#EXTM3U x-tvg-url="http://g/a.xml.gz"\r\n#EXTINF:0 tvg-logo="http://l/a,b.png" catchup="append" catchup-source="?u={utc}" catchup-days="3",Name, with comma\r\nhttp://h/2.m3u8|User-Agent=A&Referer=b\r\n',
    '#EXTINF:-1,A\n#EXTGRP:Films\n#EXTVLCOPT:http-user-agent=X\nhttp://h/movie/u/p/1.mkv\n#EXTINF:-1,Show S01E02\nhttp://h/series/u/p/2.mp4\n',
    '#EXTM3U\n#EXT-X-TARGETDURATION:6\nseg.ts\n', '<html><body>no</body></html>', '{"a":1}', '', '#EXTM3U\n',
  ],
  dictionary: [...ATTRIBUTES.map((name) => ` ${name}="`), ...DIRECTIVES, ...ADDRESSES, '#EXTINF:', '#EXTM3U', '"', ',', '\n', '\r\n', '|', '\ufeff', '\u0000', '#EXT-X-STREAM-INF:', 'group-title="', '!', '=', ' '],
  generate: sentence,
};
