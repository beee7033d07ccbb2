import type { SeededRandom } from '../../base';

/** What is needed of a source of random numbers. */
type Random = Pick<SeededRandom, 'pick' | 'once' | 'below'>;

const SHOWS = ['Show', 'show', 'Show (2001)', 'Сериал', '剧集', 'Série = 2', 'A (b) C', 'Ünï\u00a0'];
const TITLES = ['News', 'Film (1999)', 'Film [2001]', 'Фильм (2020)', '频道 HD', 'قناة', 'Kanal א', 'Kanal נ', '날', 'A = B', 'x=y', 'A, B', 'Name (1999) HD', 'Plus\u00a0', 'tab\tname', "it's & so", '(1999)', 'S01E02', 'X S01', 'Long '.repeat(30)];
const GROUPS = ['News', 'News;World', 'XXX Adults', '', 'Фильмы', 'Kino | HD'];
const LOGOS = ['http://logo.example/a/', 'https://image.example/t/p/w600/', 'http://logo.example/w_1,h_2/'];
const DIRECTORIES = ['http://line.example:8080/live/u/p/', 'http://line.example:8080/movie/u/p/', 'http://line.example:8080/series/u/p/', 'http://line.example:8080/u/p/', 'http://cdn.example/radio/'];
const EXTENSIONS = ['ts', 'm3u8', 'mkv', 'mp4', 'mp3', 'TS', 'xyz'];
const ARCHIVES = [' timeshift="3"', ' timeshift="3"', ' catchup="default" catchup-days="7" catchup-source="http://line.example/ts/u/p/{utc}.ts"', ' catchup="no"', ' catchup="shift" catchup-correction="-1.5"', ' tvg-rec="4"', ' catchup="append" catchup-source="?utc={utc}"'];

function row(random: Random, end: string): string {
  const directory = random.pick(DIRECTORIES);
  const name = directory.indexOf('/series/') > 0 || random.once(12) ? `${random.pick(SHOWS)} S0${String(random.below(4))}E${String(random.below(30))}${random.once(2) ? ' Title' : ''}` : random.pick(TITLES);
  const logo = random.once(6) ? '' : `${random.pick(LOGOS)}${String(random.below(99))}.png`;
  const attributes = [
    ` tvg-id="${random.once(2) ? '' : `id.${String(random.below(9))}`}"`, random.once(4) ? '' : ` tvg-name="${random.once(5) ? 'Other' : name}"`, ` tvg-logo="${logo}"`,
    random.once(3) ? ` tvg-chno="${random.pick(['1', '5.1', '7,2', 'BS4', '0'])}"` : '', random.once(8) ? '' : ` group-title="${random.pick(GROUPS)}"`,
    random.once(6) ? random.pick(ARCHIVES) : '', random.once(25) ? random.pick([' radio="true"', ' tvg-shift="1"', ' xui-id="5"', ' x-empty=""', ' parent-code="1"', ' tvg-type="movie"']) : '',
  ].join('');
  return `#EXTINF:${random.pick(['-1', '-1', '0', '5400'])}${attributes},${name}${end}${directory}${String(random.below(9999))}.${random.pick(EXTENSIONS)}${end}`;
}

const ODD = ['#EXTGRP:Running', '#EXTVLCOPT:http-user-agent=X', '# comment', '', 'free text', '#EXTINF:-1,Bare', 'http://other.example/a?b=c', '#EXTM3U catchup="append" catchup-source="?u={utc}" catchup-days="5"', '#EXTM3U tvg-shift=2', '#EXT-X-PLAYLIST-TYPE:VOD', '#PLAYLIST:Mine', '[NONE]'];

/** A list of `rows` rows as panels write them, with an odd line behind one in `oddness` of them; 0: no odd lines. */
export function madeList(random: Random, rows: number, oddness: number): string {
  const end = random.pick(['\n', '\n', '\r\n', '\r']);
  let text = `#EXTM3U url-tvg="http://guide.example/g.xml"${random.once(3) ? ' catchup="shift" catchup-days="3"' : ''}${end}`;
  for (let i = 0; i < rows; i += 1) {
    text += row(random, end);
    if (oddness > 0 && random.once(oddness)) text += `${random.pick(ODD)}${end}`;
  }
  return text;
}
