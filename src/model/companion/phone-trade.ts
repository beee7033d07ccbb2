import { toBase64Url } from '#core/text';
import type { WireSetLetter } from '#core/wire';
import type { HttpResponse } from '#ports';

/** A file between set and phone: handed to the phone, or awaited from it. */
export type PhoneTrade =
  /** Whoever has the phone saves it; `onGiven` is told then. */
  | { readonly kind: 'give'; readonly name: string; readonly bytes: Uint8Array; onGiven(): void }
  /** The next file the phone sends is this one. Rejects with what is wrong with it; the phone is told, and may send another. */
  | { readonly kind: 'take'; take(response: HttpResponse): Promise<void> };

/** Bytes in one letter: with a third more as text it fits what either way lets through (96 kB). */
const PART_BYTES = 36 * 1024;

/** How many letters a file takes. */
export function partsOf(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / PART_BYTES);
}

/** What a phone is told of a trade; `null`: there is none. */
export function tradeLetter(trade: PhoneTrade | null): WireSetLetter {
  const offer = trade?.kind === 'give' ? { name: trade.name, bytes: trade.bytes.length, parts: partsOf(trade.bytes) } : null;
  return { kind: 'trade', offer, isWanted: trade?.kind === 'take' };
}

/** A part of the file on offer, numbered from 0; `null` when there is no such part. */
export function partLetter(trade: PhoneTrade | null, part: number): WireSetLetter | null {
  if (trade?.kind !== 'give' || part < 0 || part >= partsOf(trade.bytes)) return null;
  return { kind: 'part', part, text: toBase64Url(trade.bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES)) };
}
