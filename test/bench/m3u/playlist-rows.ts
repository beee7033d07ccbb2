import { createSeededRandom } from '#core/base';
import type { SeededRandom } from '#core/base';
import { createVocabulary, type Vocabulary } from '../data/vocabulary';
import { randomCode } from '../data/random-code';

/** An entry of a made playlist: what is written, and what a reader has to find. */
export interface PlaylistRow {
  readonly lines: string;
  readonly url: string;
  readonly name: string;
  readonly group: string;
  readonly logo: string;
  /** Empty: nothing to be found. */
  readonly tvgId: string;
}

const COUNTRIES = ['DE', 'FR', 'UK', 'US', 'IT', 'ES', 'PL', 'TR', 'GR', 'RU', 'AR', 'IL', 'IN', 'CN', 'KR', 'BR', 'NL', 'SE'];
const LIVE_GROUPS = ['Sport', 'News', 'Kids', 'Music', 'Documentary', 'Sport, PPV', 'Religion', 'Cinema & Series', 'Regional', 'UHD;Sport'];
const FILM_GROUPS = ['Action', 'Drama', 'Comedy', 'Horror', 'Sci-Fi, Fantasy', 'Animation', 'Thriller', 'Kids & Family', 'Classics'];
const QUALITIES = ['HD', 'FHD', '4K', 'SD', 'HEVC', 'RAW', 'backup'];
const EXTENSIONS = ['mkv', 'mp4', 'avi'];
const LINE = 'http://line.provider.example:8080';
const ACCESS = 'viewer0815/s3cr3tpassw';

interface Show {
  readonly name: string;
  readonly group: string;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Makes entries of a playlist as panels write them: live channels, films and episodes in many scripts. */
export class PlaylistRows {
  readonly random: SeededRandom;
  readonly vocabulary: Vocabulary = createVocabulary();
  private readonly shows: Show[] = [];
  private readonly lastChannels: PlaylistRow[] = [];
  private id = 1000;
  private channelNumber = 0;

  constructor(seed: number, showCount: number) {
    this.random = createSeededRandom(seed);
    const names = new Set<string>();
    while (this.shows.length < showCount) {
      const title = this.title();
      if (names.has(title.toLowerCase())) continue;
      names.add(title.toLowerCase());
      this.shows.push({
        name: this.random.chance(0.3) ? `${title} (${String(1990 + this.random.below(35))})` : title,
        group: `SERIES | ${this.random.pick(COUNTRIES)} ${this.random.pick(FILM_GROUPS)}`,
      });
    }
  }

  /** The next entry. */
  next(): PlaylistRow {
    const kind = this.random.next();
    if (kind < 0.4) return this.channel();
    return kind < 0.75 ? this.film() : this.episode();
  }

  /** An id no other entry has. */
  nextId(): number {
    this.id += 1 + this.random.below(3);
    return this.id;
  }

  /** A title; now and then with signs that mislead readers. */
  title(): string {
    const { random } = this;
    const title = this.vocabulary.title(random);
    const odd = random.next();
    if (odd < 0.01) return `${title} & ${this.vocabulary.word(random)}`;
    if (odd < 0.015) return `${title} = ${this.vocabulary.word(random)}`;
    if (odd < 0.02) return `${title}, ${this.vocabulary.word(random)}`;
    if (odd < 0.025) return `${title}: ${this.vocabulary.word(random)}'s`;
    return title;
  }

  private channel(): PlaylistRow {
    const { random } = this;
    const twin = this.lastChannels.length > 0 && random.chance(0.25) ? random.pick(this.lastChannels) : null;
    // Lists repeat channels, some of them to the letter.
    if (twin !== null && random.chance(0.1)) return twin;
    const country = random.pick(COUNTRIES);
    const base = twin === null ? `${country}: ${this.title()}` : twin.name.replace(/ (?:HD|FHD|4K|SD|HEVC|RAW|backup)$/, '');
    const name = random.chance(0.6) ? `${base} ${random.pick(QUALITIES)}` : base;
    const tvgId = random.chance(0.7) ? `${base.slice(4).replace(/[^\p{L}\d]/gu, '')}.${country.toLowerCase()}` : '';
    const group = `${country} | ${random.pick(LIVE_GROUPS)}`;
    const logo = random.chance(0.15) ? `http://logos.provider.example/w_200,h_200,c_fit/${randomCode(this.random, 12)}.png` : `http://logos.provider.example/picons/${randomCode(this.random, 12)}.png`;
    this.channelNumber += 1;
    const number = random.chance(0.5) ? ` tvg-chno="${String(this.channelNumber)}"` : '';
    const extra = random.chance(0.12) ? this.archive() : '';
    const url = `${LINE}/live/${ACCESS}/${String(this.nextId())}.${random.chance(0.8) ? 'ts' : 'm3u8'}`;
    const lines = `#EXTINF:-1 tvg-id="${tvgId}" tvg-name="${name}" tvg-logo="${logo}"${number} group-title="${group}"${extra},${name}\n${url}\n`;
    const row = { lines, url, name, group, logo, tvgId };
    if (this.lastChannels.length < 200) this.lastChannels.push(row);
    else this.lastChannels[random.below(200)] = row;
    return row;
  }

  private archive(): string {
    if (this.random.chance(0.5)) return ` timeshift="${String(1 + this.random.below(14))}"`;
    return ` catchup="default" catchup-days="7" catchup-source="${LINE}/timeshift/${ACCESS}/{duration:60}/{Y}-{m}-{d}:{H}-{M}/${String(this.id)}.ts"`;
  }

  private film(): PlaylistRow {
    const { random } = this;
    const title = this.title();
    const name = random.chance(0.85) ? `${title} (${String(1960 + random.below(66))})` : title;
    const group = `VOD | ${random.pick(FILM_GROUPS)}`;
    return this.vod(name, group, `${LINE}/movie/${ACCESS}/${String(this.nextId())}.${random.pick(EXTENSIONS)}`);
  }

  private episode(): PlaylistRow {
    const { random } = this;
    const show = random.pick(this.shows);
    const title = random.chance(0.3) ? ` ${this.vocabulary.title(random)}` : '';
    const name = `${show.name} S${two(1 + random.below(9))} E${two(1 + random.below(30))}${title}`;
    return this.vod(name, show.group, `${LINE}/series/${ACCESS}/${String(this.nextId())}.${random.pick(EXTENSIONS)}`);
  }

  private vod(name: string, group: string, url: string): PlaylistRow {
    const logo = `https://image.pictures.example/t/p/w600_and_h900_bestv2/${randomCode(this.random, 27)}.jpg`;
    return { lines: `#EXTINF:-1 tvg-id="" tvg-name="${name}" tvg-logo="${logo}" group-title="${group}",${name}\n${url}\n`, url, name, group, logo, tvgId: '' };
  }
}
