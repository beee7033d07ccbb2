declare const brand: unique symbol;

/** A string or number that cannot be mistaken for another kind of id. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** A configured source (our platform, an Xtream line, a playlist). Stable for the life of the configuration. */
export type SourceId = Branded<string, 'SourceId'>;

/** A viewer profile. */
export type ProfileId = Branded<string, 'ProfileId'>;

/**
 * A channel, film, series or episode across refreshes: `<source>:<kind letter>:<native id>`. What favourites, progress
 * and links are bound to.
 */
export type ItemKey = Branded<string, 'ItemKey'>;

/** The kinds of things a catalogue holds. */
export type ItemKind = 'channel' | 'movie' | 'series' | 'episode';

const KIND_LETTER: Readonly<Record<ItemKind, string>> = { channel: 'c', movie: 'm', series: 's', episode: 'e' };
const LETTER_KIND: Readonly<Record<string, ItemKind>> = { c: 'channel', m: 'movie', s: 'series', e: 'episode' };

/** Builds an item key. `nativeId` is the provider's id, or a fingerprint where it has none; it may hold any character. */
export function itemKey(source: SourceId, kind: ItemKind, nativeId: string | number): ItemKey {
  return `${source}:${KIND_LETTER[kind]}:${String(nativeId)}` as ItemKey;
}

/** Takes an item key apart; `null` when the text is not one. Source ids hold no colon. */
export function parseItemKey(key: string): { source: SourceId; kind: ItemKind; nativeId: string } | null {
  const first = key.indexOf(':');
  if (first <= 0 || key.charAt(first + 2) !== ':') return null;
  const kind = LETTER_KIND[key.charAt(first + 1)];
  if (kind === undefined) return null;
  return { source: key.slice(0, first) as SourceId, kind, nativeId: key.slice(first + 3) };
}
