import { TextDecoder } from 'node:util';
import type { StreamDecoder } from '#core/text';

/** The decoder of Node for an encoding label; `null` for one nobody knows, which readers then take as Windows-1252. */
export function textDecoderFor(label: string): StreamDecoder | null {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  return { decode: (bytes, isLast) => decoder.decode(bytes, { stream: !isLast }) };
}
