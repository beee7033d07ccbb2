import { AppError } from '#core/base';
import type { Disposer } from '#core/base';
import { isRecord, parseJson } from '#platforms/common';
import type { ClockPort, LogPort } from '#ports';

/** The bus has no time-out of its own; an answer later than this will not come. */
const TIMEOUT_MS = 10_000;

/** One request or subscription on the bus, as the engine's `PalmServiceBridge` offers it. */
export interface NativeBridge {
  onservicecallback: ((answer: string) => void) | null;
  call(uri: string, parameters: string): void;
  cancel(): void;
}

/** Makes a native bridge; `null` where the engine has none (browsers, apps of trust level netcast). */
export type BridgeFactory = (() => NativeBridge) | null;

/** An answer of the bus. Outside data: fields are judged by whoever asked. */
export type LunaAnswer = Readonly<Record<string, unknown>>;

/** Reads the bridge's constructor from a page, under its new or old name. */
export function readBridgeFactory(window: Window): BridgeFactory {
  for (const name of ['WebOSServiceBridge', 'PalmServiceBridge']) {
    const candidate: unknown = Reflect.get(window, name);
    if (typeof candidate === 'function') {
      const construct = candidate as new () => NativeBridge;
      return () => new construct();
    }
  }
  return null;
}

/**
 * Requests and subscriptions on webOS's service bus. Keeps every native bridge referenced until its answer came: an
 * unreferenced one may be collected before (tv-platforms 4.4).
 */
export class LunaBridge {
  private readonly create: BridgeFactory;
  private readonly clock: ClockPort;
  private readonly log: LogPort;
  private readonly open = new Set<NativeBridge>();

  constructor(create: BridgeFactory, clock: ClockPort, log: LogPort) {
    this.create = create;
    this.clock = clock;
    this.log = log;
  }

  /** How many requests and subscriptions are open; leak tests read it. */
  get openCount(): number {
    return this.open.size;
  }

  /** One question. Rejects with `net.timeout` after 10 s, and with `http.unexpected` when the service refuses. */
  request(uri: string, parameters: object = {}, timeoutMs = TIMEOUT_MS): Promise<LunaAnswer> {
    return new Promise((resolve, reject) => {
      const state = { isSettled: false };
      let stop: Disposer = () => undefined;
      let stopTimer: Disposer = () => undefined;
      const settle = (finish: () => void): void => {
        if (state.isSettled) return;
        state.isSettled = true;
        stopTimer();
        stop();
        finish();
      };
      stop = this.call(uri, parameters, (answer) => {
        settle(() => {
          if (answer['returnValue'] === false) reject(refusal(uri, answer));
          else resolve(answer);
        });
      });
      if (state.isSettled) {
        stop();
        return;
      }
      stopTimer = this.clock.after(timeoutMs, () => {
        settle(() => {
          reject(new AppError('net.timeout', { facts: { service: uri } }));
        });
      });
    });
  }

  /** Answers until the disposer runs; refusals are logged and not told. */
  subscribe(uri: string, parameters: object, onAnswer: (answer: LunaAnswer) => void): Disposer {
    return this.call(uri, { ...parameters, subscribe: true }, (answer) => {
      if (answer['returnValue'] === false) this.log.write('debug', 'luna: a subscription was refused', { ...refusal(uri, answer).facts });
      else onAnswer(answer);
    });
  }

  /** Every answer until the disposer runs, refusals too (`returnValue: false`). */
  listen(uri: string, parameters: object, onAnswer: (answer: LunaAnswer) => void): Disposer {
    return this.call(uri, parameters, onAnswer);
  }

  /** Ends everything that is open. */
  dispose(): void {
    for (const bridge of Array.from(this.open)) this.end(bridge);
  }

  private call(uri: string, parameters: object, onAnswer: (answer: LunaAnswer) => void): Disposer {
    if (this.create === null) {
      onAnswer({ returnValue: false, errorCode: -1, errorText: 'no bridge' });
      return () => undefined;
    }
    const bridge = this.create();
    this.open.add(bridge);
    bridge.onservicecallback = (text) => {
      if (!this.open.has(bridge)) return;
      const answer = parseJson(text);
      onAnswer(isRecord(answer) ? answer : { returnValue: false, errorCode: -1, errorText: 'not JSON' });
    };
    bridge.call(uri, JSON.stringify(parameters));
    return () => {
      this.end(bridge);
    };
  }

  private end(bridge: NativeBridge): void {
    if (!this.open.delete(bridge)) return;
    bridge.onservicecallback = null;
    bridge.cancel();
  }
}

function refusal(uri: string, answer: LunaAnswer): AppError {
  const code = answer['errorCode'];
  return new AppError('http.unexpected', { facts: { service: uri, native: typeof code === 'number' || typeof code === 'string' ? code : -1 } });
}
