import type { NativeTimers } from '../core/native-timers';

/** An answer of a service. */
export type Answer = Readonly<Record<string, unknown>>;

/** A method: answers once or, when subscribed, again and again; returns what ends the subscription. */
export type Method = (parameters: Answer, answer: (value: Answer) => void) => (() => void) | void;

/** What the bus offers: service name → category and method → handler. */
export type Services = Readonly<Record<string, Readonly<Record<string, Method>>>>;

/** Answers of the bus itself (tv-platforms 4.4). */
export const NO_SERVICE = (service: string): Answer => ({ returnValue: false, errorCode: -1, errorText: `Service does not exist: ${service}.` });
const NO_METHOD = (method: string): Answer => ({ returnValue: false, errorCode: -1, errorText: `Unknown method "${method}" for category "/"` });
const DENIED = (uri: string): Answer => ({ returnValue: false, errorCode: -1, errorText: `Denied method call "${uri}"` });

/** Services that exist but that ordinary apps may not call. */
const CLOSED: ReadonlySet<string> = new Set(['com.webos.appInstallService', 'com.webos.service.sessionmanager', 'com.webos.memorymanager']);

/** A round trip over the bus. */
const ANSWER_MS = 3;

/** Sends a call to the services; every answer comes later, also a refusal. Returns what ends it. */
export function callLuna(services: Services, timers: NativeTimers, uri: string, text: string, answer: (value: Answer | string) => void): () => void {
  let isOver = false;
  let endSubscription: (() => void) | void;
  const later = (value: Answer): void => {
    timers.after(ANSWER_MS, () => {
      if (!isOver) answer(value);
    });
  };
  const match = /^(?:luna|palm):\/\/([^/]+)\/(.*)$/.exec(uri);
  const service = match?.[1] ?? '';
  const method = match?.[2] ?? '';
  const found = services[service.replace(/^com\.palm\./, 'com.webos.service.')] ?? services[service];
  if (CLOSED.has(service)) later(DENIED(uri));
  else if (found === undefined) later(NO_SERVICE(service));
  else if (found[method] === undefined) later(NO_METHOD(method));
  else {
    let parameters: Answer;
    try {
      parameters = JSON.parse(text) as Answer;
    } catch {
      later({ returnValue: false, errorCode: -1, errorText: 'JSON object expected.' });
      return () => undefined;
    }
    endSubscription = found[method](parameters, later);
  }
  return () => {
    if (isOver) return;
    isOver = true;
    if (typeof endSubscription === 'function') endSubscription();
  };
}
