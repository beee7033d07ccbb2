import { createSeededRandom } from '#core/base';
import type { SeededRandom } from '#core/base';
import { randomCode } from '../data/random-code';
import { createVocabulary, type Vocabulary } from '../data/vocabulary';

/** A film of a panel's list: what is written, and what a reader has to find. */
export interface PanelRow {
  readonly json: string;
  readonly id: string;
  readonly name: string;
  readonly picture: string;
  readonly container: string;
  /** Name of the category. */
  readonly category: string;
  readonly year: number;
  /** Tenths. */
  readonly rating: number;
  readonly addedSec: number;
}

/** A category as panels list it. */
export interface PanelCategory {
  readonly id: string;
  readonly name: string;
}

const EXTENSIONS = ['mkv', 'mp4', 'avi'];
const CATEGORIES = 120;

/** A text as PHP's json_encode writes it: slashes and everything beyond ASCII escaped. */
export function phpJson(text: string): string {
  return JSON.stringify(text).replace(/\//g, '\\/').replace(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Makes rows of `get_vod_streams` with the types and spellings panels use. */
export class PanelRows {
  readonly random: SeededRandom;
  readonly vocabulary: Vocabulary = createVocabulary();
  readonly categories: readonly PanelCategory[];
  private id = 100;
  private number = 0;

  constructor(seed: number) {
    this.random = createSeededRandom(seed);
    this.categories = Array.from({ length: CATEGORIES }, (_, index) => ({ id: String(40 + index * 3), name: `${String(index)} | ${this.vocabulary.title(this.random)}` }));
  }

  /** The next row. Most panels write texts as UTF-8, some escape them; numbers are numbers or texts. */
  next(): PanelRow {
    const { random } = this;
    this.id += 1 + random.below(4);
    this.number += 1;
    const year = 1960 + random.below(66);
    const title = this.title();
    const name = random.chance(0.8) ? `${title} (${String(year)})` : title;
    const picture = random.chance(0.95) ? `https://image.pictures.example/t/p/w600_and_h900_bestv2/${randomCode(this.random, 27)}.jpg` : '';
    const category = random.pick(this.categories);
    const rating = random.chance(0.85) ? 10 + random.below(90) : 0;
    const addedSec = 1_500_000_000 + random.below(210_000_000);
    const container = random.pick(EXTENSIONS);
    const quote = random.chance(0.3) ? phpJson : JSON.stringify;
    const loose = (value: number): string => (random.chance(0.5) ? `"${String(value)}"` : String(value));
    const json = [
      `{"num":${String(this.number)},"name":${quote(name)},"stream_type":"movie","stream_id":${loose(this.id)}`,
      `"stream_icon":${random.chance(0.8) ? phpJson(picture) : JSON.stringify(picture)}`,
      `"rating":${rating === 0 ? random.pick(['null', '""', '0', '"0"']) : random.chance(0.7) ? `"${(rating / 10).toFixed(1)}"` : (rating / 10).toFixed(1)}`,
      `"rating_5based":${(rating / 20).toFixed(1)},"tmdb":"${String(random.below(1e6))}","trailer":"${random.chance(0.4) ? randomCode(this.random, 11) : ''}"`,
      `"added":"${String(addedSec)}","is_adult":${random.pick(['0', '"0"', 'false'])},"category_id":"${category.id}"`,
      `"category_ids":[${category.id}],"container_extension":"${container}","custom_sid":${random.pick(['null', '""'])},"direct_source":""}`,
    ].join(',');
    return { json, id: String(this.id), name, picture, container, category: category.name, year: name === title ? 0 : year, rating, addedSec };
  }

  private title(): string {
    const { random } = this;
    const title = this.vocabulary.title(random);
    const odd = random.next();
    if (odd < 0.01) return `${title} "${this.vocabulary.word(random)}"`;
    if (odd < 0.02) return `${title} \\ ${this.vocabulary.word(random)} / ${this.vocabulary.word(random)}`;
    if (odd < 0.03) return `${title} {${this.vocabulary.word(random)}} [${this.vocabulary.word(random)}], ${this.vocabulary.word(random)}: x`;
    if (odd < 0.035) return `${title} \u{1f3ac}`;
    return title;
  }
}
