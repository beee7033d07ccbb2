/** Bytes of a message's head. */
export const HEAD_BYTES = 24;
/** Longest payload a set takes in one message. */
export const MAX_PAYLOAD = 4096;

/** What a message is about: four letters, as a little-endian number. */
export const COMMAND = { connect: 0x4e584e43, auth: 0x48545541, open: 0x4e45504f, okay: 0x59414b4f, write: 0x45545257, close: 0x45534c43 } as const;

/** A message of Samsung's debug bridge, which is Android's with another banner. */
export interface SdbMessage {
  readonly command: number;
  readonly arg0: number;
  readonly arg1: number;
  readonly payload: Buffer;
}

function byteSum(payload: Buffer): number {
  let sum = 0;
  for (const byte of payload) sum += byte;
  return sum >>> 0;
}

/** A message as it goes over the wire: six little-endian words, then the payload. */
export function encodeMessage({ command, arg0, arg1, payload }: SdbMessage): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  [command, arg0, arg1, payload.length, byteSum(payload), ~command >>> 0].forEach((word, index) => head.writeUInt32LE(word >>> 0, index * 4));
  return Buffer.concat([head, payload]);
}

/** Takes messages apart as their bytes arrive. */
export class MessageReader {
  private buffer = Buffer.alloc(0);

  /** Takes bytes and answers the messages that are complete. Throws for what is no such message. */
  push(bytes: Buffer): readonly SdbMessage[] {
    this.buffer = Buffer.concat([this.buffer, bytes]);
    const messages: SdbMessage[] = [];
    while (this.buffer.length >= HEAD_BYTES) {
      const word = (index: number): number => this.buffer.readUInt32LE(index * 4);
      const length = word(3);
      if (word(5) !== ~word(0) >>> 0 || length > 1024 * 1024) throw new Error('what answers does not speak the debug protocol of a television');
      if (this.buffer.length < HEAD_BYTES + length) break;
      messages.push({ command: word(0), arg0: word(1), arg1: word(2), payload: Buffer.from(this.buffer.subarray(HEAD_BYTES, HEAD_BYTES + length)) });
      this.buffer = this.buffer.subarray(HEAD_BYTES + length);
    }
    return messages;
  }
}
