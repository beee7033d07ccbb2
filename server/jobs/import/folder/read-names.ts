/** What a file's name says of a film. */
export interface FilmName {
  readonly title: string;
  /** 0: unknown. */
  readonly year: number;
  /** `4K`, `FHD`, or empty. */
  readonly quality: string;
}

/** What a file's path says of an episode. */
export interface EpisodeName {
  readonly show: string;
  readonly showYear: number;
  readonly season: number;
  readonly number: number;
  /** May be empty. */
  readonly title: string;
}

/** Words that begin what says how a file was made; nothing after them is a title. */
const MAKING = /\b(?:2160p|1440p|1080[pi]|720p|576p|480p|4k|uhd|hdr(?:10)?|dv|x26[45]|h\.?26[45]|hevc|avc|av1|web-?(?:dl|rip)?|blu-?ray|b[dr]rip|dvd(?:rip)?|hdtv|remux|proper|repack|multi|aac|ac3|dts|ddp?5\.1|10bit)\b.*$/i;
const YEAR = /[\s._([-]+((?:19|20)\d{2})(?=[\s._)\]-]|$)/g;
const EPISODE = /^(.*?)[\s._-]*\b(?:s(\d{1,2})[\s._-]*e(\d{1,3})|(\d{1,2})x(\d{2,3}))\b[\s._-]*(.*)$/i;
const SEASON_FOLDER = /^(?:season|staffel|saison|temporada|stagione|s)[\s._-]*(\d{1,2})$/i;

/** Whether a folder of this name holds a season of the show above it. */
export function isSeasonFolder(name: string): boolean {
  return SEASON_FOLDER.test(name);
}

function plain(text: string): string {
  // Dots stand for spaces only where nobody wrote any.
  const spaced = text.includes(' ') ? text.replace(/_/g, ' ') : text.replace(/[._]/g, ' ');
  return spaced.replace(/[\s-]+$/, '').replace(/^[\s-]+/, '').replace(/\s+/g, ' ').replace(/[([{]\s*$/, '').trim();
}

function baseOf(path: string): string {
  const name = path.split('/').pop() ?? '';
  return name.replace(/\.[a-z0-9]{2,5}$/i, '');
}

function qualityOf(text: string): string {
  if (/\b(?:2160p|4k|uhd)\b/i.test(text)) return '4K';
  return /\b1080[pi]\b/i.test(text) ? 'FHD' : '';
}

function titled(text: string): { readonly title: string; readonly year: number } {
  // A year in brackets is one; of others the last, since titles hold years too.
  const years = Array.from(text.replace(MAKING, '').matchAll(YEAR)).filter((match) => plain(text.slice(0, match.index)) !== '');
  const found = years.find((match) => /[([]/.test(match[0])) ?? years[years.length - 1];
  if (found !== undefined) return { title: plain(text.slice(0, found.index)), year: Number(found[1]) };
  const bare = plain(text.replace(MAKING, ''));
  return { title: bare === '' ? plain(text) : bare, year: 0 };
}

/** `Title (2019).mkv`, `Title.2019.1080p.mkv`, or a file of any name in a folder `Title (2019)` of its own. */
export function readFilmName(path: string, isAlone: boolean): FilmName {
  const folder = path.split('/').slice(-2, -1)[0] ?? '';
  const own = titled(baseOf(path));
  const around = titled(folder);
  const named = isAlone && own.year === 0 && around.year > 0 ? around : own;
  return { ...named, quality: qualityOf(baseOf(path)) };
}

/** `Show/Season 1/Show S01E02 Name.mkv`, `Show 1x02.mkv`; `null` for what is no episode. The show is what stands before, else the folder around. */
export function readEpisodeName(path: string): EpisodeName | null {
  const [, before = '', season, number, crossSeason, crossNumber, after = ''] = EPISODE.exec(baseOf(path)) ?? [];
  const numbers = [season ?? crossSeason, number ?? crossNumber];
  if (numbers[0] === undefined || numbers[1] === undefined) return null;
  const folders = path.split('/').slice(0, -1).filter((folder) => !isSeasonFolder(folder));
  const around = titled(folders[folders.length - 1] ?? '');
  const own = titled(before);
  const show = around.title === '' ? own : around;
  if (show.title === '') return null;
  return { show: show.title, showYear: show.year, season: Number(numbers[0]), number: Number(numbers[1]), title: plain(after.replace(MAKING, '')) };
}
