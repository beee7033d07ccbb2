import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { mulberry32 } from '#core/base';
import type { MediaCue } from '#ports';
import { FakeClock, FakeLog } from '#test/harness/fakes';
import { captionedSegment } from '#test/simulators';
import { CaptionDecoder } from './caption-decoder';
import type { CaptionScreen, SeiUnit } from './caption-decoder';
import { MpegtsCaptions } from './mpegts-captions';
import { mayHoldCaptions, payloadOf } from './sei-messages';

const PICTURES_PID = 256;
const PACKET = 188;
const SEGMENT = readFileSync(join(process.cwd(), 'test/simulators/fixtures/hls/live0.m2ts'));

function clockOf(pes: Buffer, at: number): number {
  const byte = (index: number): number => pes.readUInt8(at + index);
  return (((byte(0) >> 1) & 7) * 2 ** 30 + (byte(1) << 22) + ((byte(2) >> 1) << 15) + (byte(3) << 7) + (byte(4) >> 1)) / 90;
}

/** What a demuxer comes by: the SEI units of a transport stream's pictures. */
function unitsOf(bytes: Buffer): readonly SeiUnit[] {
  const pictures: Buffer[][] = [];
  for (let at = 0; at + PACKET <= bytes.length; at += PACKET) {
    const packet = bytes.subarray(at, at + PACKET);
    if ((packet.readUInt16BE(1) & 0x1fff) !== PICTURES_PID) continue;
    if ((packet.readUInt16BE(1) & 0x4000) !== 0) pictures.push([]);
    pictures[pictures.length - 1]?.push(packet.subarray((packet.readUInt8(3) & 0x20) === 0 ? 4 : 5 + packet.readUInt8(4)));
  }
  const units: SeiUnit[] = [];
  for (const parts of pictures) {
    const pes = Buffer.concat(parts);
    const ptsMs = clockOf(pes, 9);
    const dtsMs = (pes.readUInt8(7) & 0x40) === 0 ? ptsMs : clockOf(pes, 14);
    const data = pes.subarray(9 + pes.readUInt8(8));
    const starts: number[] = [];
    for (let at = data.indexOf('000001', 0, 'hex'); at !== -1; at = data.indexOf('000001', at + 3, 'hex')) starts.push(at + 3);
    starts.forEach((start, index) => {
      const end = (starts[index + 1] ?? data.length + 3) - 3;
      if (((data[start] ?? 0) & 31) === 6) units.push({ bytes: data.subarray(start, end), headerBytes: 1, ptsMs, dtsMs });
    });
  }
  return units;
}

/** cc_data beside a picture, as ATSC A/53 part 4 has it: triples of type and two bytes. */
function unit(triples: ReadonlyArray<readonly [type: number, first: number, second: number]>, ptsMs: number, dtsMs = ptsMs): SeiUnit {
  const data = [0xb5, 0x00, 0x31, 0x47, 0x41, 0x39, 0x34, 0x03, 0xc0 | triples.length, 0xff, ...triples.reduce<number[]>((all, [type, first, second]) => all.concat(0xfc | type, first, second), []), 0xff];
  return { bytes: Uint8Array.from([0x06, 0x04, data.length, ...data, 0x80]), headerBytes: 1, ptsMs, dtsMs };
}

function decoded(units: readonly SeiUnit[]): { readonly found: readonly string[]; readonly screens: readonly CaptionScreen[] } {
  const found: string[] = [];
  const screens: CaptionScreen[] = [];
  const decoder = new CaptionDecoder({ found: (channel) => { found.push(channel); }, changed: (screen) => { screens.push(screen); } });
  for (const each of units) decoder.push(each);
  decoder.begin();
  return { found, screens };
}

test('a caption in a real transport stream is shown from its moment until it is cleared', () => {
  const units = unitsOf(captionedSegment(SEGMENT, PICTURES_PID, 'HELLO THERE'));
  const times = units.filter(({ bytes }) => mayHoldCaptions(bytes)).map(({ ptsMs }) => ptsMs).sort((a, b) => a - b);
  expect(times.length).toBeGreaterThanOrEqual(20);
  const { found, screens } = decoded(units);
  expect([found, screens.map(({ channel, text }) => [channel, text])]).toEqual([['CC1'], [['CC1', 'HELLO THERE'], ['CC1', '']]]);
  const [shown, cleared] = screens.map(({ atMs }) => times.indexOf(atMs));
  expect([(shown ?? -1) > 5, (cleared ?? -1) >= times.length - 3]).toEqual([true, true]);
});

test('rows that roll are told as they are written, before they end', () => {
  const roll = [[0x14, 0x25], [0x14, 0x25], [0x14, 0x2d], [0x14, 0x2d], [0x41, 0x42], [0x43, 0x44], [0x14, 0x2d], [0x14, 0x2d], [0x45, 0x46]] as const;
  const { screens } = decoded(roll.map(([first, second], index) => unit([[0, first, second]], index * 40)));
  expect(screens.map(({ atMs, text }) => [atMs, text])).toEqual([[160, 'AB'], [200, 'ABCD'], [320, 'ABCD\nEF'], [320, '']]);
});

test('pairs are read in the order of being shown, whatever order pictures come in', () => {
  const at = (pair: readonly [number, number], ptsMs: number, dtsMs: number): SeiUnit => unit([[0, pair[0], pair[1]]], ptsMs, dtsMs);
  // I P B B P B B: begin; A, B, C, D; show.
  const units = [at([0x14, 0x20], 80, 0), at([0x45, 0x46], 200, 40), at([0x41, 0x42], 120, 80), at([0x43, 0x44], 160, 120), at([0x14, 0x2f], 320, 160), at([0x47, 0x48], 240, 200), at([0x49, 0x4a], 280, 240)];
  expect(decoded(units).screens[0]).toEqual({ channel: 'CC1', atMs: 320, text: 'ABCDEFGHIJ' });
});

test('digital captions are told when their packet is whole, and hidden windows show nothing', () => {
  // Packet of 10 bytes: service 1 defines window 0 (visible), and writes.
  const block = [0x98, 0x20, 0x00, 0x00, 0x01, 0x1f, 0x00, 0x48, 0x49];
  const packet = [0x06, 0x20 | block.length, ...block, 0x00];
  const triples = Array.from({ length: packet.length / 2 }, (_, index) => [index === 0 ? 3 : 2, packet[index * 2] ?? 0, packet[index * 2 + 1] ?? 0] as const);
  const hide = [[3, 0x02, 0x22], [2, 0x8a, 0x01]] as const;
  const { found, screens } = decoded([unit(triples, 0), unit([], 40), unit(hide, 2000), unit([], 2040)]);
  expect([found, screens]).toEqual([['708-1'], [{ channel: '708-1', atMs: 0, text: 'HI' }, { channel: '708-1', atMs: 2000, text: '' }]]);
});

test('a clock that jumps back ends what was shown and begins anew', () => {
  const pop = (text: string, from: number): readonly SeiUnit[] => [[0x14, 0x20], [text.charCodeAt(0), text.charCodeAt(1)], [0x14, 0x2f]].map(([first = 0, second = 0], index) => unit([[0, first, second]], from + index * 40));
  const { screens } = decoded([...pop('AB', 900_000), ...pop('CD', 1_000)]);
  expect(screens.map(({ atMs, text }) => [atMs, text])).toEqual([[900_080, 'AB'], [900_080, ''], [1_080, 'CD'], [1_080, '']]);
});

test('escapes are taken out, and other messages are let pass', () => {
  expect(Array.from(payloadOf(Uint8Array.from([6, 1, 0, 0, 3, 1, 0, 0, 3, 0]), 1))).toEqual([1, 0, 0, 1, 0, 0, 0]);
  expect([mayHoldCaptions(Uint8Array.from([6, 5, 2, 0x47, 0x41])), mayHoldCaptions(unit([], 0).bytes)]).toEqual([false, true]);
});

/** The members of mpegts.js that are listened to, as its pinned version has them. */
class FakePlayer {
  readonly _player_engine = {
    _transmuxer: null as unknown,
    load: (): void => {
      this._player_engine._transmuxer = { _controller: this.controller };
    },
  };
  baseMs: number | undefined;
  readonly demuxer = {
    parseH264Payload: (units: readonly SeiUnit[]): void => {
      for (const { bytes, ptsMs } of units) this.demuxer.parseSEIPayload(bytes, ptsMs * 90);
    },
    parseSEIPayload: (_bytes: Uint8Array, _pts: number): void => undefined,
  };
  readonly controller = {
    _demuxer: null as unknown,
    _remuxer: { getTimestampBase: () => this.baseMs },
    _setupTSDemuxerRemuxer: (): void => {
      this.controller._demuxer = this.demuxer;
    },
  };

  take(each: SeiUnit): void {
    (this.demuxer.parseH264Payload as (...given: unknown[]) => void)([each], each.ptsMs * 90, each.dtsMs * 90);
  }
}

test('captions are tracks that show at the element’s own time, also after a seek back, and a choice may come before they do', async () => {
  const clock = new FakeClock();
  const shown: Array<readonly MediaCue[]> = [];
  let positionMs = 0;
  let changes = 0;
  const captions = new MpegtsCaptions({ clock, log: new FakeLog(), positionMs: () => positionMs, show: (cues) => { shown.push(cues); }, changed: () => { changes += 1; } });
  expect(captions.follow({})).toBe(false);
  const player = new FakePlayer();
  expect(captions.follow(player)).toBe(true);
  captions.select('cc:CC1');
  expect(captions.tracks).toEqual([{ id: 'cc:CC1', kind: 'text', language: 'und', label: 'CC1', isSelected: true }]);
  player._player_engine.load();
  player.controller._setupTSDemuxerRemuxer();
  const pairs = [[0x14, 0x20], [0x41, 0x42], [0x14, 0x2f], [0, 0], [0x14, 0x2c], [0, 0]];
  pairs.forEach(([first = 0, second = 0], index) => { player.take(unit([[0, first, second]], 60_000 + index * 1000)); });
  player.baseMs = 60_000;
  expect(changes).toBe(1);
  const at = async (ms: number): Promise<readonly MediaCue[] | undefined> => {
    positionMs = ms;
    await clock.advance(200);
    return shown[shown.length - 1];
  };
  expect(await at(1_900)).toBeUndefined();
  expect(await at(2_100)).toEqual([{ text: 'AB', startMs: 2_000, endMs: 4_000 }]);
  expect(await at(4_100)).toEqual([]);
  expect(await at(3_000)).toEqual([{ text: 'AB', startMs: 2_000, endMs: 4_000 }]);
  captions.select(null);
  expect([shown[shown.length - 1], captions.tracks[0]?.isSelected]).toEqual([[], false]);
  captions.dispose();
});

test('whatever a broken stream holds, the player goes on and captions come back', async () => {
  const clock = new FakeClock();
  const shown: string[] = [];
  let positionMs = 0;
  const captions = new MpegtsCaptions({ clock, log: new FakeLog(), positionMs: () => positionMs, show: ([cue]) => { shown.push(cue?.text ?? ''); }, changed: () => undefined });
  const player = new FakePlayer();
  captions.follow(player);
  captions.select('cc:CC1');
  player._player_engine.load();
  player.controller._setupTSDemuxerRemuxer();
  player.baseMs = 0;
  // Two rows that roll at the top become four further down: two of them come from outside the screen.
  [[0x14, 0x25], [0x11, 0x60], [0x41, 0x42], [0x14, 0x27], [0x15, 0x60], [0x43, 0x44], [0x14, 0x2d]].forEach(([first = 0, second = 0], index) => { player.take(unit([[0, first, second]], index)); });
  const next = mulberry32(608);
  const byte = (): number => Math.floor(next() * 256);
  const codes = [0x14, 0x10, 0x13, 0x17];
  for (let at = 0; at < 6_000; at += 1) {
    const isCode = next() < 0.5;
    player.take(unit([[isCode ? 0 : Math.floor(next() * 4), isCode ? (codes[Math.floor(next() * 4)] ?? 0) : byte(), byte()]], at * 10));
  }
  // A new attempt of the same sender begins at another time.
  [[0x14, 0x20], [0x14, 0x2e], [0x41, 0x42], [0x14, 0x2f], [0, 0], [0, 0]].forEach(([first = 0, second = 0], index) => { player.take(unit([[0, first, second]], 900_000 + index * 100)); });
  positionMs = 900_350;
  await clock.advance(200);
  expect(shown[shown.length - 1]).toBe('AB');
  captions.dispose();
});
