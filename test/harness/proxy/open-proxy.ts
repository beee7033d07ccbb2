import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** How a proxy behaves: `login` wants `anna`/`s3cret`, `dies` ends both sides after some bytes, `silent` never answers. */
export type ProxyMood = 'good' | 'login' | 'refuses' | 'silent' | 'dies';

/** A proxy on loopback that keeps what a test wants to know. */
export interface TestProxy {
  readonly port: number;
  mood: ProxyMood;
  /** Targets asked for, `host:port`. */
  readonly targets: string[];
  /** Local ports of its own connections: whoever else reaches the host came directly. */
  readonly ports: Set<number>;
  close(): Promise<void>;
}

const DIES_AFTER_BYTES = 20_000;

/** Opens a proxy that speaks CONNECT or SOCKS5. Names are resolved to loopback, whatever they are. */
export async function openProxy(kind: 'http' | 'socks5'): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server: Server = createServer((socket) => {
    keep(socket);
    if (proxy.mood === 'silent') return;
    if (kind === 'http') serveConnect(socket, proxy, keep);
    else serveSocks(socket, proxy, keep);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: TestProxy = {
    port: (server.address() as AddressInfo).port,
    mood: 'good',
    targets: [],
    ports: new Set(),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    }
  };
  return proxy;
}

type Keep = (socket: Socket) => void;

function pass(socket: Socket, proxy: TestProxy, keep: Keep, target: string, greet: () => void): void {
  proxy.targets.push(target);
  const out = connect(Number(target.replace(/^.*:/, '')), '127.0.0.1', () => {
    proxy.ports.add(out.localPort ?? 0);
    greet();
    let seen = 0;
    out.on('data', (chunk: Buffer) => {
      seen += chunk.length;
      socket.write(chunk);
      if (proxy.mood === 'dies' && seen > DIES_AFTER_BYTES) {
        socket.destroy();
        out.destroy();
      }
    });
    socket.pipe(out);
  });
  keep(out);
  out.on('close', () => socket.destroy());
  socket.on('close', () => out.destroy());
}

function serveConnect(socket: Socket, proxy: TestProxy, keep: Keep): void {
  socket.once('data', (bytes: Buffer) => {
    const text = bytes.toString();
    const login = `Basic ${Buffer.from('anna:s3cret').toString('base64')}`;
    const isKnown = proxy.mood !== 'login' || text.includes(`Proxy-Authorization: ${login}\r\n`);
    if (proxy.mood === 'refuses') return void socket.end('HTTP/1.1 403 No\r\n\r\n');
    if (!isKnown) return void socket.end('HTTP/1.1 407 Who\r\n\r\n');
    pass(socket, proxy, keep, /^CONNECT (\S+)/.exec(text)?.[1] ?? '', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
  });
}

function serveSocks(socket: Socket, proxy: TestProxy, keep: Keep): void {
  const request = (bytes: Buffer): void => {
    if (proxy.mood === 'refuses') return void socket.end(Buffer.from([5, 2, 0, 1, 0, 0, 0, 0, 0, 0]));
    const isName = bytes[3] === 3;
    const length = bytes[4] ?? 0;
    const host = isName ? bytes.subarray(5, 5 + length).toString() : Array.from(bytes.subarray(4, 8)).join('.');
    pass(socket, proxy, keep, `${host}:${String(bytes.readUInt16BE(isName ? 5 + length : 8))}`, () =>
      socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]))
    );
  };
  socket.once('data', (methods: Buffer) => {
    const offersLogin = methods.subarray(2).includes(2);
    if (proxy.mood !== 'login') {
      socket.once('data', request);
      socket.write(Buffer.from([5, 0]));
      return;
    }
    if (!offersLogin) return void socket.end(Buffer.from([5, 255]));
    socket.once('data', (login: Buffer) => {
      const isKnown = login.toString('latin1') === '\x01\x04anna\x06s3cret';
      if (!isKnown) return void socket.end(Buffer.from([1, 1]));
      socket.once('data', request);
      socket.write(Buffer.from([1, 0]));
    });
    socket.write(Buffer.from([5, 2]));
  });
}
