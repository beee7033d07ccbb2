import { WebSocket } from 'ws';
import { DriverError } from './driver-error';
import { asNumber, asObject, asText, type JsonObject } from './json-reader';

/** How long one call may take. Smaller: slow machines fail; larger: a hung page is noticed late. */
const CALL_TIMEOUT_MS = 60_000;

interface Pending {
  readonly method: string;
  resolve(result: JsonObject): void;
  reject(error: DriverError): void;
  readonly timer: NodeJS.Timeout;
}

/** One WebSocket of the DevTools protocol: calls with answers, and events. */
export class CdpConnection {
  private nextId = 1;
  private readonly pending = new Map<number, Pending>();
  private readonly listeners = new Map<string, Set<(params: JsonObject) => void>>();
  private closedBecause: string | null = null;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => {
      this.receive(data);
    });
    socket.on('close', () => {
      this.end('the browser closed the connection');
    });
    socket.on('error', (error) => {
      this.end(error.message);
    });
  }

  /** Connects to a page's `webSocketDebuggerUrl`. */
  static open(url: string): Promise<CdpConnection> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 512 * 1024 * 1024 });
      socket.once('open', () => {
        resolve(new CdpConnection(socket));
      });
      socket.once('error', (cause) => {
        reject(new DriverError(`Cannot connect to the page: ${cause.message}`, { cause }));
      });
    });
  }

  /** Calls a method. Rejects with {@link DriverError} on a protocol error, a lost connection or no answer. */
  send(method: string, params: JsonObject = {}, timeoutMs = CALL_TIMEOUT_MS): Promise<JsonObject> {
    return new Promise((resolve, reject) => {
      if (this.closedBecause !== null) {
        reject(new DriverError(`${method}: ${this.closedBecause}`));
        return;
      }
      const id = this.nextId;
      this.nextId += 1;
      const timer = setTimeout(() => {
        this.pending.delete(id);
        reject(new DriverError(`${method}: no answer within ${String(timeoutMs)} ms`));
      }, timeoutMs);
      this.pending.set(id, { method, resolve, reject, timer });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Listens to an event of the protocol; the returned function ends it. */
  on(event: string, listener: (params: JsonObject) => void): () => void {
    let set = this.listeners.get(event);
    if (set === undefined) {
      set = new Set();
      this.listeners.set(event, set);
    }
    set.add(listener);
    const owner = set;
    return () => {
      owner.delete(listener);
    };
  }

  /** Ends the connection; open calls reject with `reason`. */
  close(reason = 'the connection was closed'): void {
    this.end(reason);
    this.socket.close();
  }

  private receive(data: WebSocket.RawData): void {
    // `ws` hands text messages over as one Buffer; other forms do not occur on this protocol.
    const message = asObject(JSON.parse((data as Buffer).toString('utf8')));
    if (message['id'] === undefined) {
      const listeners = this.listeners.get(asText(message['method']));
      for (const listener of Array.from(listeners ?? [])) listener(asObject(message['params']));
      return;
    }
    const id = asNumber(message['id']);
    const call = this.pending.get(id);
    if (call === undefined) return;
    this.pending.delete(id);
    clearTimeout(call.timer);
    if (message['error'] === undefined) call.resolve(asObject(message['result']));
    else call.reject(new DriverError(`${call.method}: ${asText(asObject(message['error'])['message'], 'failed')}`));
  }

  private end(reason: string): void {
    if (this.closedBecause !== null) return;
    this.closedBecause = reason;
    for (const call of this.pending.values()) {
      clearTimeout(call.timer);
      call.reject(new DriverError(`${call.method}: ${reason}`));
    }
    this.pending.clear();
  }
}
