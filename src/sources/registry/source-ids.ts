import type { SourceId } from '#core/base';
import type { RandomPort } from '#ports';

function hex(value: number): string {
  return (value >>> 0).toString(16);
}

/**
 * The id of a platform, from its address: signing in again to the same one finds the favourites and progress bound to it
 * (FNV-1a, 32 bits; a set knows one or two platforms).
 */
export function platformSourceId(base: string): SourceId {
  let hash = 0x811c9dc5;
  for (let i = 0; i < base.length; i += 1) hash = Math.imul(hash ^ base.charCodeAt(i), 0x01000193);
  return `p${hex(hash)}` as SourceId;
}

/** A new id for an own source. */
export function newSourceId(random: RandomPort): SourceId {
  let text = 's';
  for (const byte of Array.from(random.bytes(6))) text += hex(byte + 0x100).slice(1);
  return text as SourceId;
}
