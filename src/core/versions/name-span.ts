import type { ByteHeap } from '../text';

const NO_BYTES = new Uint8Array(0);

/** Where a record's name lies, without looking at its other fields: the name is the field of the lowest bit, directly behind the mask. */
export class NameSpan {
  bytes: Uint8Array = NO_BYTES;
  start = 0;
  end = 0;

  constructor(private readonly heap: ByteHeap) {}

  /** Goes to the record at a heap offset; an absent name is an empty span. */
  open(offset: number): void {
    const bytes = this.heap.segment(offset);
    let at = this.heap.position(offset);
    let mask = 0;
    for (let count = 0; count < 5; count += 1) {
      const byte = bytes[at++] ?? 0;
      mask = byte & 0x7f;
      if (byte < 0x80) break;
    }
    let length = 0;
    if ((mask & 1) === 1) {
      for (let shift = 0; shift < 28; shift += 7) {
        const byte = bytes[at++] ?? 0;
        length |= (byte & 0x7f) << shift;
        if (byte < 0x80) break;
      }
    }
    this.bytes = bytes;
    this.start = at;
    this.end = at + length;
  }
}
