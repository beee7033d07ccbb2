import { readEntities } from '#core/text';

/** What an `.nfo` file beside a film says, after Kodi's form. Empty and 0 where it says nothing. */
export interface NfoFacts {
  readonly title: string;
  readonly plot: string;
  readonly year: number;
  readonly rating: number;
  readonly genres: readonly string[];
  readonly directors: readonly string[];
  readonly cast: ReadonlyArray<{ readonly name: string; readonly role: string }>;
  /** Minimum age, -1 unrated. */
  readonly age: number;
}

function decoded(text: string): string {
  const plain = text.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_whole, inner: string) => inner.replace(/&/g, '&amp;').replace(/</g, '&lt;'));
  return readEntities(plain.replace(/<[^>]*>/g, '')).trim();
}

function inside(text: string, tag: string): readonly string[] {
  return Array.from(text.matchAll(new RegExp(`<${tag}(?:\\s[^>]*)?>([\\s\\S]*?)</${tag}>`, 'gi')), (match) => match[1] ?? '');
}

function first(text: string, tag: string): string {
  return decoded(inside(text, tag)[0] ?? '');
}

function numberOf(text: string): number {
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) && value > 0 ? value : 0;
}

/** Ages as boards write them: `FSK 12`, `12+`, `Rated PG-13`. */
function ageOf(text: string): number {
  const word = text.toUpperCase();
  if (/\b(?:G|TV-G|TV-Y|U)\b/.test(word)) return 0;
  if (/\bNC-17\b|\bTV-MA\b/.test(word)) return 18;
  if (/\bR\b/.test(word)) return 17;
  const age = /\b(\d{1,2})\b/.exec(word)?.[1];
  if (age !== undefined && Number(age) <= 21) return Number(age);
  return /\bPG\b/.test(word) ? 8 : -1;
}

/** Reads such a file; anything that is none says nothing. */
export function readNfo(text: string): NfoFacts {
  // Actors and collections have names and plots of their own.
  const actors = inside(text, 'actor').map((actor) => ({ name: first(actor, 'name'), role: first(actor, 'role') })).filter(({ name }) => name !== '');
  const bare = text.replace(/<(actor|set|fileinfo|ratings)(?:\s[^>]*)?>[\s\S]*?<\/\1>/gi, '');
  const rating = numberOf(first(bare, 'rating')) || numberOf(first(first(text, 'ratings') === '' ? '' : (inside(text, 'ratings')[0] ?? ''), 'value'));
  return {
    title: first(bare, 'title'),
    plot: first(bare, 'plot') || first(bare, 'outline'),
    year: Math.floor(numberOf(first(bare, 'year') || first(bare, 'premiered').slice(0, 4))),
    rating: Math.min(10, rating),
    genres: inside(bare, 'genre').map(decoded).filter((genre) => genre !== ''),
    directors: inside(bare, 'director').map(decoded).filter((name) => name !== ''),
    cast: actors.slice(0, 30),
    age: ageOf(first(bare, 'mpaa') || first(bare, 'certification')),
  };
}
