import { itemKey, parseItemKey } from '#core/base';
import type { ItemKey, ItemKind, SourceId } from '#core/base';

const LETTER_KIND: Readonly<Record<string, ItemKind>> = { c: 'channel', m: 'movie', s: 'series', e: 'episode' };

/** The platform's spelling (`m:<id>`) of a key of `source`; `null` for keys of other sources. */
export function toWireKey(source: SourceId, key: ItemKey): string | null {
  const parts = parseItemKey(key);
  return parts === null || parts.source !== source ? null : key.slice(parts.source.length + 1);
}

/** The item key of a platform's `m:<id>`; `null` for a letter this app does not know. */
export function fromWireKey(source: SourceId, wireKey: string): ItemKey | null {
  const kind = wireKey.charAt(1) === ':' ? LETTER_KIND[wireKey.charAt(0)] : undefined;
  return kind === undefined ? null : itemKey(source, kind, wireKey.slice(2));
}
