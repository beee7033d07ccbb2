import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { PackagingError } from '../scripts/packaging';
import { COMMAND, encodeMessage, MAX_PAYLOAD, MessageReader } from './sdb-message';
import type { SdbMessage } from './sdb-message';

/** Version of the protocol we say; sets do not compare it. */
const VERSION = 0x01000000;

/** Where a set listens, and how long it may take to answer. */
export interface SdbAddress {
  readonly host: string;
  /** Samsung's: 26101. */
  readonly port: number;
  readonly timeoutMs: number;
}

/** A service of the set: bytes to it and from it. */
export interface SdbStream {
  /** Sends bytes; resolves when the set has taken them. */
  write(bytes: Buffer): Promise<void>;
  /** The next bytes; `null` when the set has closed. */
  read(): Promise<Buffer | null>;
  close(): void;
}

function problem(device: string, reason: string): PackagingError {
  const example = 'on the set: Apps, 1 2 3 4 5, Developer Mode on with the address of this computer, then restart it';
  return new PackagingError('The television could not be reached:', [{ field: device, reason, example }]);
}

function words(error: NodeJS.ErrnoException): string {
  if (error.code === 'ECONNREFUSED') return 'refuses the connection: Developer Mode is off, or names another computer';
  if (error.code === 'EHOSTUNREACH' || error.code === 'ENETUNREACH') return 'cannot be reached from this network';
  return error.code === 'ENOTFOUND' ? 'is no address' : error.message;
}

/** One stream within a connection. */
class Stream implements SdbStream {
  remoteId = 0;
  private readonly arrived: Array<Buffer | null> = [];
  private waiting: ((bytes: Buffer | null) => void) | null = null;
  private onReady: (() => void) | null = null;
  private isClosed = false;

  constructor(
    readonly id: number,
    private readonly send: (command: number, arg0: number, arg1: number, payload?: Buffer) => void,
  ) {}

  /** Resolves when the set says that it is ready for more. */
  ready(): Promise<void> {
    return new Promise((resolve) => {
      if (this.isClosed) resolve();
      else this.onReady = resolve;
    });
  }

  async write(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length && !this.isClosed; at += MAX_PAYLOAD) {
      const isTaken = this.ready();
      this.send(COMMAND.write, this.id, this.remoteId, bytes.subarray(at, at + MAX_PAYLOAD));
      await isTaken;
    }
  }

  read(): Promise<Buffer | null> {
    const next = this.arrived.shift();
    if (next !== undefined) return Promise.resolve(next);
    if (this.isClosed) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.waiting = resolve;
    });
  }

  close(): void {
    if (!this.isClosed) this.send(COMMAND.close, this.id, this.remoteId);
    this.end();
  }

  take(bytes: Buffer): void {
    this.send(COMMAND.okay, this.id, this.remoteId);
    this.give(bytes);
  }

  okay(remoteId: number): void {
    this.remoteId = remoteId;
    const ready = this.onReady;
    this.onReady = null;
    ready?.();
  }

  end(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.give(null);
    this.onReady?.();
    this.onReady = null;
  }

  private give(bytes: Buffer | null): void {
    const { waiting } = this;
    this.waiting = null;
    if (waiting !== null) waiting(bytes);
    else this.arrived.push(bytes);
  }
}

/** A connection to a set in developer mode, over TCP, by Samsung's debug bridge. */
export class SdbConnection {
  private readonly streams = new Map<number, Stream>();
  private readonly reader = new MessageReader();
  private nextId = 1;
  private failure: Error | null = null;

  private constructor(
    private readonly socket: Socket,
    private readonly address: SdbAddress,
  ) {}

  /** Connects and shakes hands. Rejects with a {@link PackagingError} in words when there is no set, or it refuses. */
  static async open(address: SdbAddress): Promise<SdbConnection> {
    const socket = connect({ host: address.host, port: address.port });
    const connection = new SdbConnection(socket, address);
    try {
      await connection.shakeHands();
      return connection;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  /** Opens a service: `shell:…`, `sync:`, `capability:`. */
  async service(name: string): Promise<SdbStream> {
    if (this.failure !== null) throw this.failure;
    const stream = new Stream(this.nextId++, (command, arg0, arg1, payload) => { this.send(command, arg0, arg1, payload); });
    this.streams.set(stream.id, stream);
    const isReady = stream.ready();
    this.send(COMMAND.open, stream.id, 0, Buffer.from(`${name}\0`));
    await isReady;
    return stream;
  }

  /** What a service says until it closes. */
  async ask(name: string): Promise<string> {
    const stream = await this.service(name);
    const parts: Buffer[] = [];
    for (let bytes = await stream.read(); bytes !== null; bytes = await stream.read()) parts.push(bytes);
    // A set that is gone before it said anything has not done it.
    if (parts.length === 0 && this.failure !== null) throw this.failure;
    return Buffer.concat(parts).toString('utf8');
  }

  close(): void {
    this.socket.destroy();
  }

  private shakeHands(): Promise<void> {
    const { socket, address } = this;
    const device = `${address.host}:${String(address.port)}`;
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        this.failure = error;
        for (const stream of this.streams.values()) stream.end();
        reject(error);
      };
      const timer = setTimeout(() => { fail(problem(device, `did not answer within ${String(address.timeoutMs / 1000)} s: is it switched on?`)); }, address.timeoutMs);
      socket.on('connect', () => { this.send(COMMAND.connect, VERSION, MAX_PAYLOAD, Buffer.from('host::\0')); });
      socket.on('error', (error) => { fail(problem(device, words(error))); });
      socket.on('close', () => {
        clearTimeout(timer);
        fail(problem(device, 'closed the connection: another computer may be connected, or Developer Mode names another one'));
      });
      socket.on('data', (bytes) => {
        try {
          for (const message of this.reader.push(bytes)) {
            if (message.command === COMMAND.connect) {
              clearTimeout(timer);
              resolve();
            } else if (message.command === COMMAND.auth) fail(problem(device, 'asks for a key of this computer, which is not supported here; use Samsung’s own tools (sdb)'));
            else this.dispatch(message);
          }
        } catch (error) {
          fail(problem(device, error instanceof Error ? error.message : String(error)));
        }
      });
    });
  }

  private dispatch({ command, arg0, arg1, payload }: SdbMessage): void {
    const stream = this.streams.get(arg1);
    if (stream === undefined) return;
    if (command === COMMAND.okay) stream.okay(arg0);
    else if (command === COMMAND.write) stream.take(payload);
    else if (command === COMMAND.close) {
      stream.end();
      this.streams.delete(arg1);
    }
  }

  private send(command: number, arg0: number, arg1: number, payload: Buffer = Buffer.alloc(0)): void {
    this.socket.write(encodeMessage({ command, arg0, arg1, payload }));
  }
}
