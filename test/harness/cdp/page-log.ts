import type { CdpConnection } from './cdp-connection';
import { asList, asNumber, asObject, asText, type JsonObject } from './json-reader';

/** One console line. */
export interface ConsoleLine {
  /** `log`, `debug`, `info`, `warning`, `error`, … as the protocol names them. */
  readonly level: string;
  readonly text: string;
}

/** One request a page made. `status` 0 means it got no answer; `failure` then says why. */
export interface PageRequest {
  readonly url: string;
  readonly method: string;
  readonly status: number;
  readonly failure: string | null;
}

function remoteText(value: unknown): string {
  const object = asObject(value);
  if (object['value'] !== undefined) {
    return typeof object['value'] === 'string' ? object['value'] : JSON.stringify(object['value']);
  }
  const shown = asList(asObject(object['preview'])['properties']).map(asObject);
  // Facts beside a message: plain objects tell nothing by their description.
  if (shown.length > 0 && object['subtype'] === undefined) return `{${shown.map((each) => `${asText(each['name'])}: ${asText(each['value'])}`).join(', ')}}`;
  return asText(object['description'], asText(object['unserializableValue'], asText(object['type'])));
}

/** Text of a thrown error as the protocol describes it: message and stack. */
export function exceptionText(details: JsonObject): string {
  const thrown = details['exception'];
  const place = asText(details['url']) === '' ? '' : ` (${asText(details['url'])}:${String(asNumber(details['lineNumber']) + 1)})`;
  return `${thrown === undefined ? asText(details['text']) : remoteText(thrown)}${place}`;
}

/** Collects what a page says: console lines, uncaught exceptions (rejections too) and requests, across navigations. */
export class PageLog {
  readonly console: ConsoleLine[] = [];
  readonly exceptions: string[] = [];
  private readonly byId = new Map<string, { url: string; method: string; status: number; failure: string | null }>();

  constructor(connection: CdpConnection) {
    connection.on('Runtime.consoleAPICalled', (params) => {
      this.console.push({ level: asText(params['type']), text: asList(params['args']).map(remoteText).join(' ') });
    });
    connection.on('Runtime.exceptionThrown', (params) => {
      this.exceptions.push(exceptionText(asObject(params['exceptionDetails'])));
    });
    connection.on('Network.requestWillBeSent', (params) => {
      const request = asObject(params['request']);
      const entry = { url: asText(request['url']), method: asText(request['method']), status: 0, failure: null };
      this.byId.set(`${asText(params['requestId'])} ${entry.url}`, entry);
      this.byId.set(asText(params['requestId']), entry);
    });
    connection.on('Network.responseReceived', (params) => {
      const entry = this.byId.get(asText(params['requestId']));
      if (entry !== undefined) entry.status = asNumber(asObject(params['response'])['status']);
    });
    connection.on('Network.loadingFailed', (params) => {
      const entry = this.byId.get(asText(params['requestId']));
      if (entry !== undefined) entry.failure = asText(params['errorText'], 'failed');
    });
  }

  /** Every request so far, in order; each step of a redirect counts. */
  get requests(): readonly PageRequest[] {
    return Array.from(new Set(this.byId.values()));
  }

  /** Forgets what was collected. */
  clear(): void {
    this.console.length = 0;
    this.exceptions.length = 0;
    this.byId.clear();
  }

  /** The last lines, for error messages. */
  tail(): string {
    const lines = this.console.slice(-8).map((line) => `  console.${line.level}: ${line.text.slice(0, 400)}`);
    return [...lines, ...this.exceptions.slice(-4).map((text) => `  uncaught: ${text.slice(0, 800)}`)].join('\n');
  }
}
