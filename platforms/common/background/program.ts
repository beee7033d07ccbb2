import { createIngestProgram, driveProgram } from '#core/ingest';
import type { IngestProgram, IngestHost, IngestRequest } from '#core/ingest';
import { decoderFor } from './decoder-for';
import { nativeInflate } from './native-inflate';

/** What the program needs of the global scope of a worker. */
export interface WorkerScope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(word: unknown, transfer: ArrayBuffer[]): void;
  setTimeout(callback: () => void, delayMs: number): number;
  clearTimeout(timer: number): void;
  readonly performance?: { now(): number };
  readonly MessageChannel?: new () => { readonly port1: TurnPort; readonly port2: TurnPort };
}

interface TurnPort {
  onmessage: (() => void) | null;
  postMessage(word: null): void;
}

/** In a thread of its own only words wait: a cancelled job must be heard in time. */
const SLICE_MS = 25;
const TELL_EVERY_MS = 500;

/** Makes the program with what the engine has for it: its unpacker and its encodings. */
export function createProgram(host: IngestHost): IngestProgram {
  const createInflate = nativeInflate();
  return createIngestProgram({
    ...host,
    createDecoder: decoderFor,
    ...(createInflate === undefined ? {} : { createInflate }),
  });
}

/** Calls back in a turn of its own; timers wait 4 ms, words between ports do not. */
function turnsOf(scope: WorkerScope): (callback: () => void) => () => void {
  if (scope.MessageChannel === undefined) {
    return (callback) => {
      const timer = scope.setTimeout(callback, 0);
      return () => {
        scope.clearTimeout(timer);
      };
    };
  }
  const { port1, port2 } = new scope.MessageChannel();
  let waiting: (() => void) | null = null;
  port1.onmessage = () => {
    const callback = waiting;
    waiting = null;
    callback?.();
  };
  return (callback) => {
    waiting = callback;
    port2.postMessage(null);
    return () => {
      if (waiting === callback) waiting = null;
    };
  };
}

/** Serves the one who started this worker. */
export function serve(scope: WorkerScope): void {
  const { performance } = scope;
  const driven = driveProgram(createProgram, {
    monotonicMs: () => performance?.now() ?? Date.now(),
    later: turnsOf(scope),
    sliceMs: SLICE_MS,
    tellEveryMs: TELL_EVERY_MS,
    post: (answer, transfer) => {
      scope.postMessage(answer, transfer.slice());
    },
  });
  scope.onmessage = ({ data }) => {
    driven.receive(data as IngestRequest);
  };
}
