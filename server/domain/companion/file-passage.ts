import { Readable } from 'node:stream';
import { AppError, SECOND_MS } from '#core/base';
import type { SharedMemory, TopicWatch } from '#server/store';

/** How long either side may keep the other waiting. */
const WAIT_MS = 30 * SECOND_MS;
/** Bytes handed on at once. Larger: more of a file is in memory at a time; smaller: more steps. */
const PART_BYTES = 192 * 1024;

/** What stands between both sides: at most one part. */
interface Slot {
  readonly bytes: number;
  readonly isTaken: boolean;
  /** Base64; empty: the side that reads has taken it. */
  readonly part: string;
  /** Nothing comes any more. */
  readonly isEnd: boolean;
  /** The side that reads has had all of it. */
  readonly isRead: boolean;
}

const NOTHING_YET = { isTaken: false, part: '', isEnd: false, isRead: false };

/**
 * A file on its way from a phone to a set, part by part through the nodes' shared memory: the phone's upload waits until the set reads, and no
 * more than one part is anywhere. Each side may be at another node.
 */
export class FilePassage {
  private readonly key: string;

  constructor(private readonly memory: SharedMemory, readonly id: string) {
    this.key = `companion file ${id}`;
  }

  /** Holds `source` (of `bytes` bytes; -1: unknown) ready and hands it on; `isHeld` is told when it may be fetched. False when it is not fetched, or breaks off. */
  async send(source: Readable, bytes: number, isHeld: () => Promise<void>): Promise<boolean> {
    const watch = this.memory.watch(`${this.key} taken`);
    try {
      await this.memory.put(this.key, JSON.stringify({ ...NOTHING_YET, bytes } satisfies Slot), WAIT_MS);
      await isHeld();
      if (!(await this.until(watch, (slot) => slot.isTaken))) return false;
      for await (const part of inParts(source)) if (!(await this.hand(watch, { part: part.toString('base64') }))) return false;
      return (await this.hand(watch, { isEnd: true })) && (await this.until(watch, (slot) => slot.isRead));
    } catch {
      // The phone went away, or the file was too large.
      return false;
    } finally {
      watch.end();
      source.destroy();
      await this.drop();
    }
  }

  /** Reads the file, once; `null` when there is none, or somebody else reads it. */
  async open(): Promise<{ readonly bytes: number; readonly body: Readable } | null> {
    const slot = await this.change((before) => (before.isTaken ? null : { ...before, isTaken: true }));
    if (slot === null) return null;
    const body = Readable.from(this.parts(), { objectMode: false });
    return { bytes: slot.bytes, body };
  }

  /** Throws away what nobody has fetched. */
  async drop(): Promise<void> {
    await this.memory.forget(this.key);
    await Promise.all([this.memory.tell(`${this.key} taken`), this.memory.tell(`${this.key} there`)]);
  }

  private async *parts(): AsyncGenerator<Buffer> {
    const watch = this.memory.watch(`${this.key} there`);
    let isWhole = false;
    try {
      await this.memory.tell(`${this.key} taken`);
      for (;;) {
        const taken = await this.take();
        if (taken === null) throw new AppError('net.unreachable', { message: 'the phone went away' });
        if (taken.part !== '') yield Buffer.from(taken.part, 'base64');
        else if (taken.isEnd) break;
        else if (!(await watch.wait(WAIT_MS))) throw new AppError('net.timeout', { message: 'the phone is silent' });
      }
      await this.change((before) => ({ ...before, isRead: true }));
      isWhole = true;
    } finally {
      watch.end();
      // Who has read to the end leaves the slot to the other side.
      if (!isWhole) await this.drop();
      await this.memory.tell(`${this.key} taken`);
    }
  }

  /** The part that is there, which makes room for the next. */
  private async take(): Promise<Slot | null> {
    const slot = await this.read();
    if (slot === null || slot.part === '') return slot;
    await this.change((before) => ({ ...before, part: '' }));
    await this.memory.tell(`${this.key} taken`);
    return slot;
  }

  private async hand(watch: TopicWatch, next: Partial<Slot>): Promise<boolean> {
    if (!(await this.until(watch, (slot) => slot.part === ''))) return false;
    if ((await this.change((before) => ({ ...before, ...next }))) === null) return false;
    await this.memory.tell(`${this.key} there`);
    return true;
  }

  /** Waits until the slot is as wanted; false when it is gone, or stays otherwise for too long. */
  private async until(watch: TopicWatch, isSo: (slot: Slot) => boolean): Promise<boolean> {
    for (;;) {
      const slot = await this.read();
      if (slot === null || isSo(slot)) return slot !== null;
      if (!(await watch.wait(WAIT_MS))) return false;
    }
  }

  private async read(): Promise<Slot | null> {
    const text = await this.memory.get(this.key);
    return text === null ? null : (JSON.parse(text) as Slot);
  }

  private change(change: (before: Slot) => Slot | null): Promise<Slot | null> {
    return this.memory.change(this.key, WAIT_MS, (text) => {
      const slot = text === null ? null : change(JSON.parse(text) as Slot);
      return { after: slot === null ? text : JSON.stringify(slot), answer: slot };
    });
  }
}

/** Pieces of about {@link PART_BYTES}. */
async function* inParts(source: Readable): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    const piece = Buffer.from(chunk as Uint8Array);
    waiting.push(piece);
    bytes += piece.length;
    if (bytes < PART_BYTES) continue;
    yield Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}
