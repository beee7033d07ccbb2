import type { EventEmitter } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

/** What the fake library hands to a test; its own file is ES5 JavaScript. */
export interface FakeBus {
  register(name: string, onRequest: (message: unknown) => void, onCancel?: (message: unknown) => void): EventEmitter;
  activityCount(): number;
  deliver(name: string, payload: object, sender?: string): FakeCall;
}

/** One call of an app. */
export interface FakeCall {
  readonly answers: Answer[];
  onAnswer(index: number, callback: (answer: Answer) => void): void;
  cancel(): void;
}

/** An answer of the service, as it comes over the bus. */
export interface Answer {
  readonly returnValue: boolean;
  readonly subscribed?: boolean;
  readonly finished?: boolean;
  readonly leaseEnded?: boolean;
  readonly sentBytes?: number;
  readonly code?: string;
  readonly errorText?: string;
  readonly status?: number;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly lengthBytes?: number | null;
  readonly bodyUrl?: string;
  readonly leaseMs?: number;
  readonly transfers?: number;
  readonly heartbeats?: number;
  readonly features?: readonly string[];
  readonly version?: string;
  readonly nodeVersion?: string;
}

/** The answer at `index`, now or when it comes. */
export function answerOf(call: FakeCall, index = 0): Promise<Answer> {
  return new Promise((resolve) => call.onAnswer(index, resolve));
}

/** A body collected over the relay. */
export interface Collected {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** `false`: the connection broke before the end. */
  readonly isWhole: boolean;
}

/** Collects a body as a page does. `hold` (when given) is called after the first bytes; reading goes on when it resolves. */
export function collect(
  url: string,
  options: { headers?: Record<string, string>; method?: string; hold?: () => Promise<void> } = {}
): Promise<Collected> {
  return new Promise((resolve) => {
    const request = httpRequest(
      url,
      { method: options.method ?? 'GET', headers: options.headers ?? {}, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        const end = (isWhole: boolean): void => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: Buffer.concat(chunks),
            isWhole
          });
        };
        let hold = options.hold;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (hold === undefined) return;
          const held = hold;
          hold = undefined;
          response.pause();
          void held().then(() => response.resume());
        });
        response.on('end', () => end(response.complete));
        response.on('error', () => end(false));
      }
    );
    request.on('error', () => resolve({ status: 0, headers: {}, bytes: Buffer.alloc(0), isWhole: false }));
    request.end();
  });
}
