import { CaptionStream } from 'mux.js/lib/m2ts/caption-stream';
import { mayHoldCaptions, payloadOf } from './sei-messages';

/** A SEI unit of one picture. Milliseconds of the stream's own clock. */
export interface SeiUnit {
  /** With its header and escapes. */
  readonly bytes: Uint8Array;
  readonly headerBytes: number;
  readonly ptsMs: number;
  readonly dtsMs: number;
}

/** What the screen of a channel shows from a moment on. */
export interface CaptionScreen {
  /** `CC1` to `CC4`, or `708-1` and on. */
  readonly channel: string;
  readonly atMs: number;
  /** Lines by breaks; empty: nothing. */
  readonly text: string;
}

/** What hears a {@link CaptionDecoder}. */
export interface CaptionListener {
  /** A channel has its first letters, shown or still being loaded. */
  readonly found: (channel: string) => void;
  readonly changed: (screen: CaptionScreen) => void;
}

/** Clocks that jump further than this begin anew. */
const MOST_STEP_MS = 10_000;
/** Pictures that wait for their turn; more are not in any order. */
const MOST_WAITING = 64;

interface Waiting {
  readonly payload: Uint8Array;
  readonly ptsMs: number;
}

/**
 * Tells what screens of captions (CEA-608 and 708) show. mux.js tells captions when they end, which is too late in a live stream with a second in hand;
 * so its memories are looked at behind every picture.
 */
export class CaptionDecoder {
  private readonly listener: CaptionListener;
  private stream = new CaptionStream();
  /** In the order of being shown, which is not that of coming. */
  private waiting: Waiting[] = [];
  private lastDtsMs: number | null = null;
  private readonly screens = new Map<string, string>();
  private readonly found = new Set<string>();

  constructor(listener: CaptionListener) {
    this.listener = listener;
  }

  /** Takes the next unit in the order of decoding. */
  push({ bytes, headerBytes, ptsMs, dtsMs }: SeiUnit): void {
    const last = this.lastDtsMs;
    if (last !== null && (dtsMs < last || dtsMs - last > MOST_STEP_MS)) this.begin();
    this.lastDtsMs = dtsMs;
    // Whatever comes later is shown later.
    this.release(dtsMs);
    if (!mayHoldCaptions(bytes)) return;
    let at = this.waiting.length;
    while (at > 0 && (this.waiting[at - 1]?.ptsMs ?? 0) > ptsMs) at -= 1;
    this.waiting.splice(at, 0, { payload: payloadOf(bytes, headerBytes), ptsMs });
    if (this.waiting.length > MOST_WAITING) this.release(this.waiting[0]?.ptsMs ?? 0);
  }

  /** The stream goes on elsewhere: what was being shown ends. */
  begin(): void {
    this.release(Infinity);
    const endMs = this.lastDtsMs ?? 0;
    this.screens.forEach((text, channel) => {
      if (text !== '') this.listener.changed({ channel, atMs: endMs, text: '' });
    });
    this.screens.clear();
    this.stream = new CaptionStream();
    this.lastDtsMs = null;
  }

  /** What waits is thrown away, and the next unit begins anew: the decoder stumbled. */
  forget(): void {
    this.waiting = [];
    this.begin();
  }

  private release(behindMs: number): void {
    let count = 0;
    for (const { payload, ptsMs } of this.waiting) {
      if (ptsMs > behindMs) break;
      count += 1;
      this.stream.push({ nalUnitType: 'sei_rbsp', escapedRBSP: payload, pts: ptsMs, dts: ptsMs });
      this.stream.flush();
      this.endPacket();
      this.look(ptsMs);
    }
    if (count > 0) this.waiting.splice(0, count);
  }

  /** A packet of 708 is read as soon as it is whole; left alone it would wait for the next one to begin. */
  private endPacket(): void {
    const { cc708Stream_: stream } = this.stream;
    const data = stream.current708Packet?.data ?? [];
    const size = (data[0] ?? 0) & 0x3f;
    if (data.length === 0 || data.length < (size === 0 ? 128 : size * 2)) return;
    stream.push708Packet();
    stream.current708Packet = null;
  }

  private look(atMs: number): void {
    this.stream.ccStreams_.forEach(({ displayed_: shown, nonDisplayed_: loading }, index) => {
      this.show(`CC${String(index + 1)}`, atMs, shown.map(plain), loading.some((row) => plain(row) !== ''));
    });
    const { services } = this.stream.cc708Stream_;
    for (const service of Object.keys(services)) {
      const windows = services[service]?.windows ?? [];
      // 0 is padding.
      if (service !== '0') this.show(`708-${service}`, atMs, windows.filter((each) => each.visible !== 0).map((each) => each.getText().trim()), windows.some((each) => !each.isEmpty()));
    }
  }

  private show(channel: string, atMs: number, rows: readonly string[], isLoading: boolean): void {
    const text = rows.filter((row) => row !== '').join('\n');
    if ((text !== '' || isLoading) && !this.found.has(channel)) {
      this.found.add(channel);
      this.listener.found(channel);
    }
    if (text === (this.screens.get(channel) ?? '')) return;
    this.screens.set(channel, text);
    this.listener.changed({ channel, atMs, text });
  }
}

/** A row without the tags for slanted and underlined letters. Rows that roll in from outside the screen are missing. */
function plain(row: { readonly text: string } | undefined): string {
  return row === undefined ? '' : row.text.replace(/<\/?[iu]>/g, '').trim();
}
