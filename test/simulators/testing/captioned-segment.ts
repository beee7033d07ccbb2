const PACKET = 188;
const ROOM = PACKET - 4;
/** An access unit delimiter with its start code; what is inserted stands right behind it (H.264, 7.4.1.2.3). */
const DELIMITER = 6;
/** Control codes of CEA-608, channel 1: begin a caption that is shown later, clear what is prepared, row 15 in white, show, clear the screen. */
const [BEGIN, CLEAN, ROW, SHOW, CLEAR] = [[0x14, 0x20], [0x14, 0x2e], [0x14, 0x70], [0x14, 0x2f], [0x14, 0x2c]] as const;
type Pair = readonly [first: number, second: number];
const EMPTY: Pair = [0, 0];

/** One pair per picture: a caption that is shown half a segment in and goes before its end. */
function pairsOf(text: string, pictures: number): readonly Pair[] {
  const letters: Pair[] = [];
  for (let i = 0; i < text.length; i += 2) letters.push([text.charCodeAt(i), i + 1 < text.length ? text.charCodeAt(i + 1) : 0]);
  // Codes come twice, as on air.
  const pairs: Pair[] = [BEGIN, BEGIN, CLEAN, CLEAN, ROW, ROW, ...letters, SHOW, SHOW];
  while (pairs.length < pictures - 2) pairs.push(EMPTY);
  return pairs.slice(0, pictures - 2).concat([CLEAR, CLEAR]);
}

/** The same over and over, each caption in so many pictures. */
function roundsOf(text: string, pictures: number, each: number): readonly Pair[] {
  const round = pairsOf(text, each);
  return Array.from({ length: pictures }, (_, index) => round[index % each] ?? EMPTY);
}

/** A byte of seven bits with its parity: the ones are odd in number. */
function odd(byte: number): number {
  let ones = 0;
  for (let bit = 0; bit < 7; bit += 1) ones += (byte >> bit) & 1;
  return ones % 2 === 0 ? byte | 0x80 : byte;
}

/** A pair as user data beside a picture: SEI of ITU-T T.35 as ATSC A/53 part 4 has it. */
function messageOf([first, second]: Pair): Buffer {
  const data = [0xb5, 0x00, 0x31, 0x47, 0x41, 0x39, 0x34, 0x03, 0xc1, 0xff, 0xfc, odd(first), odd(second), 0xff];
  return Buffer.from([0, 0, 0, 1, 0x06, 0x04, data.length, ...data, 0x80]);
}

/** One packet; what it does not fill is stuffed. `adaptation`: field without its length byte. */
function packetOf(head: { readonly pid: number; readonly isStart: boolean; readonly count: number }, adaptation: Buffer | null, payload: Buffer): Buffer {
  const packet = Buffer.alloc(PACKET, 0xff);
  const free = ROOM - payload.length - (adaptation === null ? 0 : adaptation.length + 1);
  let field = adaptation;
  if (free > 0) field = Buffer.concat([field ?? (free > 1 ? Buffer.from([0]) : Buffer.alloc(0)), Buffer.alloc(Math.max(0, adaptation === null ? free - 2 : free), 0xff)]);
  packet.writeUInt8(0x47, 0);
  packet.writeUInt16BE((head.isStart ? 0x4000 : 0) | head.pid, 1);
  packet.writeUInt8((field === null ? 0x10 : 0x30) | (head.count & 15), 3);
  if (field !== null) {
    packet.writeUInt8(field.length, 4);
    field.copy(packet, 5);
  }
  payload.copy(packet, PACKET - payload.length);
  return packet;
}

/** The pictures of a stream put into packets anew, each with its pair. */
class Captioner {
  readonly packets: Buffer[] = [];
  private readonly pid: number;
  private readonly pairs: readonly Pair[];
  private count = 0;
  private picture = 0;
  private unit: { readonly adaptation: Buffer | null; readonly parts: Buffer[] } | null = null;

  constructor(pid: number, pairs: readonly Pair[]) {
    this.pid = pid;
    this.pairs = pairs;
  }

  take(packet: Buffer): void {
    if ((packet.readUInt16BE(1) & 0x1fff) !== this.pid) {
      this.packets.push(packet);
      return;
    }
    const hasField = (packet.readUInt8(3) & 0x20) !== 0;
    const length = hasField ? packet.readUInt8(4) : 0;
    const payload = packet.subarray(hasField ? 5 + length : 4);
    if ((packet.readUInt16BE(1) & 0x4000) === 0) this.unit?.parts.push(payload);
    else {
      this.flush();
      // Stuffing goes; flags and clock stay.
      this.unit = { adaptation: hasField ? packet.subarray(5, 5 + ((packet.readUInt8(5) & 0x10) === 0 ? 1 : 7)) : null, parts: [payload] };
    }
  }

  flush(): void {
    const { unit } = this;
    if (unit === null) return;
    const whole = Buffer.concat(unit.parts);
    const at = 9 + whole.readUInt8(8) + DELIMITER;
    const pes = Buffer.concat([whole.subarray(0, at), messageOf(this.pairs[this.picture] ?? EMPTY), whole.subarray(at)]);
    this.picture += 1;
    for (let from = 0; from < pes.length;) {
      const adaptation = from === 0 ? unit.adaptation : null;
      const room = ROOM - (adaptation === null ? 0 : adaptation.length + 1);
      this.packets.push(packetOf({ pid: this.pid, isStart: from === 0, count: this.count }, adaptation, pes.subarray(from, from + room)));
      this.count += 1;
      from += room;
    }
    this.unit = null;
  }
}

/**
 * A transport stream segment with captions inside its H.264 pictures (CEA-608, channel 1): `text`, at most 20 letters, is shown from the middle
 * of the segment on. `pid`: the pictures' stream number; pictures may be of unbounded length only, as encoders write them.
 * `each`: in every so many pictures anew, for streams longer than a caption; absent: once.
 */
export function captionedSegment(bytes: Buffer, pid: number, text: string, each?: number): Buffer {
  let pictures = 0;
  for (let at = 0; at + PACKET <= bytes.length; at += PACKET) if (bytes.readUInt16BE(at + 1) === (0x4000 | pid)) pictures += 1;
  const captioner = new Captioner(pid, each === undefined ? pairsOf(text, pictures) : roundsOf(text, pictures, each));
  for (let at = 0; at + PACKET <= bytes.length; at += PACKET) captioner.take(bytes.subarray(at, at + PACKET));
  captioner.flush();
  return Buffer.concat(captioner.packets);
}
