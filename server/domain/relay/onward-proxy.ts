import { connect as connectPlain, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { AppError, SECOND_MS } from '#core/base';
import { decodePercent } from '#core/text';
import { addressNumber } from '../rights';

/** The proxy everything of the relay goes on through, as the operator named it. Secret: it may hold a login. */
export interface OnwardProxy {
  readonly kind: 'http' | 'https' | 'socks5';
  readonly host: string;
  readonly port: number;
  /** Empty: it wants none. */
  readonly username: string;
  readonly password: string;
}

const USUAL_PORTS: Readonly<Record<OnwardProxy['kind'], number>> = { http: 8080, https: 443, socks5: 1080 };
/** A proxy that needs longer to say yes is down. */
const OPEN_TIMEOUT_MS = 10 * SECOND_MS;
/** Its answer to CONNECT is a few lines. */
const MAX_ANSWER_BYTES = 16 * 1024;

/** Reads `socks5://name:password@host:1080` and the like; `null` for what is none. */
export function readOnwardProxy(text: string): OnwardProxy | null {
  const [, scheme = '', name = '', word = '', host = '', port] = /^(https?|socks5h?):\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([0-9a-z._-]+|\[[0-9a-f:]+\])(?::(\d{1,5}))?\/?$/i.exec(text.trim()) ?? [];
  if (scheme === '') return null;
  const kind = scheme.toLowerCase().startsWith('socks') ? 'socks5' : scheme.toLowerCase() === 'https' ? 'https' : 'http';
  const number = port === undefined ? USUAL_PORTS[kind] : Number(port);
  const [username, password] = [decodePercent(name), decodePercent(word)];
  const fits = Buffer.byteLength(username) <= 255 && Buffer.byteLength(password) <= 255 && !username.includes(':');
  return number < 1 || number > 65_535 || !fits ? null : { kind, host: host.replace(/^\[|\]$/g, ''), port: number, username, password };
}

/**
 * A connection to `address` (no name: it was resolved and judged before) through the proxy. Rejects with `net.tunnel-down`,
 * `net.tunnel-refused` (login) or `net.unreachable` (the proxy works, the host behind it does not); there is no other way in here.
 */
export function openOnward(proxy: OnwardProxy, address: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = proxy.kind === 'https' ? connectSecure({ host: proxy.host, port: proxy.port, ...(isIP(proxy.host) === 0 ? { servername: proxy.host } : {}) }) : connectPlain({ host: proxy.host, port: proxy.port });
    const fail = (error: AppError): void => {
      socket.destroy();
      reject(error);
    };
    const onBroken = (): void => { fail(down('it cannot be used')); };
    const timer = setTimeout(() => { fail(down('it does not answer')); }, OPEN_TIMEOUT_MS);
    socket.once('error', onBroken).once('close', onBroken);
    socket.once('close', () => { clearTimeout(timer); });
    socket.once(proxy.kind === 'https' ? 'secureConnect' : 'connect', () => {
      const shake = proxy.kind === 'socks5' ? shakeSocks(socket, proxy, address, port) : shakeConnect(socket, proxy, address, port);
      shake.then(() => {
        clearTimeout(timer);
        socket.off('error', onBroken).off('close', onBroken);
        resolve(socket);
      }, fail);
    });
  });
}

/** Whether the proxy can be reached and takes the login, as far as that shows without a host: resolves or rejects as {@link openOnward}. */
export async function checkOnward(proxy: OnwardProxy): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connectPlain({ host: proxy.host, port: proxy.port });
    const end = (finish: () => void): void => {
      clearTimeout(timer);
      socket.destroy();
      finish();
    };
    const timer = setTimeout(() => { end(() => { reject(down('it does not answer')); }); }, OPEN_TIMEOUT_MS);
    socket.once('error', () => { end(() => { reject(down('it cannot be reached')); }); });
    socket.once('connect', () => { end(resolve); });
  });
}

function down(why: string): AppError {
  return new AppError('net.tunnel-down', { message: `the onward proxy: ${why}` });
}

async function shakeConnect(socket: Socket, proxy: OnwardProxy, address: string, port: number): Promise<void> {
  const target = `${isIP(address) === 6 ? `[${address}]` : address}:${String(port)}`;
  const login = Buffer.from(`${proxy.username}:${proxy.password}`).toString('base64');
  const lines = [`CONNECT ${target} HTTP/1.1`, `Host: ${target}`, ...(proxy.username === '' ? [] : [`Proxy-Authorization: Basic ${login}`])];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const head = (await readUntil(socket, (held) => {
    const end = held.indexOf('\r\n\r\n');
    return end === -1 ? -1 : end + 4;
  })).toString('latin1');
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? '';
  if (status === '407') throw new AppError('net.tunnel-refused', { message: 'the onward proxy refused the login' });
  // The proxy stands, what lies behind does not.
  if (status === '502' || status === '504') throw new AppError('net.unreachable', { message: 'the host cannot be reached through the onward proxy' });
  if (!status.startsWith('2')) throw down('it refused the connection');
}

/** RFC 1928 and 1929, each answer awaited before the next word. */
async function shakeSocks(socket: Socket, proxy: OnwardProxy, address: string, port: number): Promise<void> {
  const hasLogin = proxy.username !== '';
  socket.write(Buffer.from(hasLogin ? [5, 2, 0, 2] : [5, 1, 0]));
  const method = await readUntil(socket, (held) => (held.length < 2 ? -1 : 2));
  if (method[0] !== 5) throw down('it speaks something else');
  if (method[1] === 2 && hasLogin) {
    const [name, word] = [Buffer.from(proxy.username), Buffer.from(proxy.password)];
    socket.write(Buffer.concat([Buffer.from([1, name.length]), name, Buffer.from([word.length]), word]));
    const judged = await readUntil(socket, (held) => (held.length < 2 ? -1 : 2));
    if (judged[1] !== 0) throw new AppError('net.tunnel-refused', { message: 'the onward proxy refused the login' });
  } else if (method[1] !== 0) throw new AppError('net.tunnel-refused', { message: 'the onward proxy wants another login' });
  const isV6 = isIP(address) === 6;
  socket.write(Buffer.concat([Buffer.from([5, 1, 0, isV6 ? 4 : 1]), isV6 ? bytesOfV6(address) : Buffer.from(address.split('.').map(Number)), Buffer.from([port >> 8, port & 255])]));
  const answer = await readUntil(socket, (held) => {
    if (held.length < 5) return -1;
    if (held[1] !== 0) return held.length;
    const length = held[3] === 1 ? 10 : held[3] === 4 ? 22 : 7 + (held[4] ?? 0);
    return held.length < length ? -1 : length;
  });
  if (answer[1] === 3 || answer[1] === 4 || answer[1] === 5) throw new AppError('net.unreachable', { message: 'the host cannot be reached through the onward proxy' });
  if (answer[0] !== 5 || answer[1] !== 0) throw down('it refused the connection');
}

function bytesOfV6(address: string): Buffer {
  return Buffer.from((addressNumber(address) ?? 0n).toString(16).padStart(32, '0'), 'hex');
}

/** Reads until `endOf` says how much belongs to the answer (-1: not yet); the rest stays in the socket. */
function readUntil(socket: Socket, endOf: (held: Buffer) => number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let held = Buffer.alloc(0);
    const onReadable = (): void => {
      const chunk = socket.read() as Buffer | null;
      if (chunk === null) return;
      held = Buffer.concat([held, chunk]);
      const end = endOf(held);
      if (end === -1 && held.length <= MAX_ANSWER_BYTES) return;
      socket.off('readable', onReadable);
      if (end === -1) {
        reject(down('it speaks something else'));
        return;
      }
      if (held.length > end) socket.unshift(held.subarray(end));
      resolve(held.subarray(0, end));
    };
    socket.on('readable', onReadable);
    onReadable();
  });
}
