import { lookup } from 'node:dns/promises';
import { request as requestPlain } from 'node:http';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { AppError, SECOND_MS } from '#core/base';
import { decodePercent } from '#core/text';
import type { AddressGuard } from './address-guard';
import { judgeUrl } from './judge-request';
import { openOnward } from './onward-proxy';
import type { OnwardProxy } from './onward-proxy';

/** What is asked of a host. */
export interface UpstreamRequest {
  readonly url: string;
  readonly method: 'GET' | 'HEAD' | 'POST';
  /** Judged headers and those the relay sends on (`range` and the like), lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  /** Until the head of the answer, redirects included. */
  readonly headTimeoutMs: number;
  /** Ends it, at any time. */
  readonly signal: AbortSignal;
  /** Redirects that are followed; absent: some, as browsers do. */
  readonly mostRedirects?: number;
}

/** A host's answer; the body waits unread, so that the network holds back what nobody takes. */
export interface UpstreamAnswer {
  readonly status: number;
  /** After redirects. */
  readonly url: string;
  readonly response: IncomingMessage;
}

/** By which way hosts are asked. */
export interface WayOut {
  readonly guard: AddressGuard;
  readonly hosts: readonly string[];
  readonly proxy: OnwardProxy | null;
  /** Resolves a name to its addresses; tests bring their own. */
  resolve(name: string): Promise<readonly string[]>;
}

const MAX_REDIRECTS = 6;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** The usual wait for a head. Shorter: slow panels fail; longer: a dead host holds a connection of the account. */
export const HEAD_TIMEOUT_MS = 20 * SECOND_MS;
/** Never sent on to another origin after a redirect. */
const SECRET_HEADERS = new Set(['authorization', 'cookie']);

/** The system's resolver, every address of a name. */
export async function resolveByName(name: string): Promise<readonly string[]> {
  return (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address);
}

/**
 * Asks a host and follows its redirects. Before each connection the name is resolved, every one of its addresses is judged, and the
 * connection goes to a judged address itself, so that a name cannot change its meaning in between. Rejects with `source.bad-address`,
 * `net.relay-refused`, `net.unreachable`, `net.timeout`, `net.cancelled`, `net.tunnel-*` or `http.unexpected` (redirects without end).
 */
export async function askUpstream(request: UpstreamRequest, way: WayOut): Promise<UpstreamAnswer> {
  const ending = new AbortController();
  const onGone = (): void => { ending.abort(new AppError('net.cancelled')); };
  if (request.signal.aborted) onGone();
  // Lasts as long as the body: whoever leaves ends it.
  request.signal.addEventListener('abort', onGone, { once: true });
  const timer = setTimeout(() => { ending.abort(new AppError('net.timeout', { message: 'the host does not answer' })); }, request.headTimeoutMs);
  try {
    return await followed({ ...request, signal: ending.signal }, way);
  } catch (error) {
    ending.abort();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function followed(request: UpstreamRequest, way: WayOut): Promise<UpstreamAnswer> {
  let hop: UpstreamRequest = request;
  for (let redirects = 0; redirects <= (request.mostRedirects ?? MAX_REDIRECTS); redirects += 1) {
    const response = await askOnce(hop, way);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (!REDIRECTS.has(status) || location === undefined) return { status, url: hop.url, response };
    response.destroy();
    hop = nextHop(hop, status, location);
  }
  throw new AppError('http.unexpected', { message: 'redirected too often' });
}

async function askOnce(hop: UpstreamRequest, way: WayOut): Promise<IncomingMessage> {
  const judged = judgeUrl(hop.url, way);
  if (!judged.ok) throw judged.error;
  const url = judged.value;
  const address = await raced(admittedAddress(url.hostname, way), hop.signal);
  if (way.proxy === null) return raced(answerOf(requestDirectly(hop, url, address), hop), hop.signal);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const socket = await opened(openOnward(way.proxy, address, port), hop.signal);
  try {
    const ready = url.protocol === 'https:' ? await raced(secured(socket, url.hostname), hop.signal) : socket;
    return await raced(answerOf(requestOver(ready, hop, url), hop), hop.signal);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** An address of the host the relay may connect to; one closed address among them closes the name. */
async function admittedAddress(hostname: string, way: WayOut): Promise<string> {
  const name = plainHost(hostname);
  const addresses = isIP(name) === 0 ? await resolved(name, way) : [name];
  const [first] = addresses;
  if (first === undefined) throw new AppError('net.unreachable', { message: 'the name has no address' });
  if (!addresses.every((address) => way.guard.admits(address))) throw new AppError('net.relay-refused', { message: 'the address is not one of the open internet' });
  return addresses.find((address) => isIP(address) === 4) ?? first;
}

async function resolved(name: string, way: WayOut): Promise<readonly string[]> {
  try {
    return await way.resolve(name);
  } catch (cause) {
    throw new AppError('net.unreachable', { message: 'the name is unknown', cause });
  }
}

function optionsOf(hop: UpstreamRequest, url: URL): RequestOptions {
  const { method, headers, body, signal } = hop;
  return {
    method,
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, host: url.host, ...(body === null ? {} : { 'content-length': body.length }) },
    signal,
    ...(url.username === '' ? {} : { auth: `${decodePercent(url.username)}:${decodePercent(url.password)}` }),
  };
}

function requestDirectly(hop: UpstreamRequest, url: URL, address: string): ClientRequest {
  // No pool: providers count connections, and one that is kept would be another viewer's next.
  const options: RequestOptions = { ...optionsOf(hop, url), agent: false, host: address, ...(url.port === '' ? {} : { port: Number(url.port) }) };
  if (url.protocol === 'http:') return requestPlain(options);
  const name = plainHost(url.hostname);
  return requestSecure(isIP(name) === 0 ? { ...options, servername: name } : options);
}

function requestOver(socket: Socket, hop: UpstreamRequest, url: URL): ClientRequest {
  // Without any agent, or Node would open a connection of its own and not ask for this one.
  return requestPlain({ ...optionsOf(hop, url), host: plainHost(url.hostname), createConnection: () => socket });
}

/** A host of an address without the brackets of IPv6. */
export function plainHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function answerOf(outgoing: ClientRequest, { body }: UpstreamRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once('response', resolve);
    // After the head, whoever reads the body sees the broken connection itself.
    outgoing.on('error', (cause) => { reject(new AppError('net.unreachable', { message: 'the connection failed', cause })); });
    if (body === null) outgoing.end();
    else outgoing.end(body);
  });
}

function secured(socket: Socket, hostname: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const secure = connectSecure({ socket, ...(isIP(hostname) === 0 ? { servername: hostname } : {}), host: hostname });
    secure.once('secureConnect', () => { resolve(secure); });
    secure.on('error', (cause) => { reject(new AppError('net.unreachable', { message: 'no secure connection', cause })); });
    socket.once('close', () => { reject(new AppError('net.unreachable', { message: 'the tunnel broke off' })); });
  });
}

/** What comes too late is closed: nothing may stay open behind a viewer who has gone. */
function opened(socket: Promise<Socket>, signal: AbortSignal): Promise<Socket> {
  socket.then((late) => {
    if (signal.aborted) late.destroy();
  }, () => undefined);
  return raced(socket, signal);
}

function raced<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onEnd = (): void => { reject(signal.reason instanceof AppError ? signal.reason : new AppError('net.cancelled')); };
    if (signal.aborted) onEnd();
    signal.addEventListener('abort', onEnd, { once: true });
    work.then(resolve, reject).finally(() => { signal.removeEventListener('abort', onEnd); });
  });
}

function nextHop(hop: UpstreamRequest, status: number, location: string): UpstreamRequest {
  if (!URL.canParse(location, hop.url)) throw new AppError('http.unexpected', { message: 'redirected to something that is no address' });
  const next = new URL(location, hop.url);
  const isSameOrigin = next.origin === new URL(hop.url).origin;
  const becomesGet = status === 303 || ((status === 301 || status === 302) && hop.method === 'POST');
  const headers = Object.fromEntries(Object.entries(hop.headers).filter(([name]) => (isSameOrigin || !SECRET_HEADERS.has(name)) && !(becomesGet && name === 'content-type')));
  return { ...hop, url: next.href, method: becomesGet && hop.method !== 'HEAD' ? 'GET' : hop.method, headers, body: becomesGet ? null : hop.body };
}
