import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.json': 'application/json', '.png': 'image/png', '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.woff': 'font/woff', '.ttf': 'font/ttf', '.txt': 'text/plain; charset=utf-8',
};
/** Samsung's own script, which every package names and only the set has. */
const SET_SCRIPT = /^\/\$WEBAPIS\//;

/** What a Samsung package may use besides (`tizen.uses` of a brand). */
export type PackageUse = 'voice' | 'preview' | 'advertising-id';

/** Everything a package for sets of a version can use: the assistant's privileges are known from Tizen 6.0 on. */
export function usesOf(family: 'tizen' | 'webos', version: string): readonly PackageUse[] {
  if (family === 'webos') return [];
  return Number(version) >= 6 ? ['voice', 'preview', 'advertising-id'] : ['preview', 'advertising-id'];
}

/** What stands beside the files of a package; for programs that show a set to people. */
export interface PackageExtras {
  /** Default: any free one. */
  readonly port?: number;
  /** What the brand file says the package uses; default nothing. */
  readonly uses?: readonly PackageUse[];
  /** Answers by path, asked before the package's own files; `null`: not one of these. */
  answer?(url: URL): Promise<{ readonly type: string; readonly body: string } | null>;
  /** Takes a request over whole; false: it is not one of these. */
  handle?(request: IncomingMessage, response: ServerResponse): boolean;
  /** Put first into the head of the start page. */
  head?(url: URL): string;
}

/** A built app served as a set's package is: its files, and the brand file the packager would have written. */
export interface PackageServer {
  /** Address of the start page. */
  readonly url: string;
  readonly origin: string;
  close(): Promise<void>;
}

function answer(folder: string, brand: string, path: string, response: ServerResponse, head: string): void {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  response.setHeader('content-type', type);
  // Files of a package are never cached: a rebuilt app must be seen.
  response.setHeader('cache-control', 'no-store');
  if (SET_SCRIPT.test(path)) return void response.end('');
  if (path === '/brand.json') return void response.end(brand);
  const file = join(folder, normalize(path));
  if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
  if (path === '/index.html' && head !== '') response.end(readFileSync(file, 'utf8').replace('<head>', `<head>${head}`));
  else createReadStream(file).pipe(response);
}

/** Serves the app built into `folder` with the address of a platform in its brand file. Whoever opens closes. */
export async function openPackageServer(folder: string, platformUrl: string, extras: PackageExtras = {}): Promise<PackageServer> {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`${folder} holds no built app: npm run build`);
  const product = JSON.parse(readFileSync('static/brand/hearth.json', 'utf8')) as Readonly<Record<string, unknown>>;
  const brand = JSON.stringify({ name: product['name'], colors: product['colors'], platformUrl, tizen: { uses: extras.uses ?? [] } });
  const server = createServer((request, response) => {
    if (extras.handle?.(request, response) !== true) void reply(request.url ?? '/', response);
  });
  const reply = async (path: string, response: ServerResponse): Promise<void> => {
    const url = new URL(path, 'http://127.0.0.1');
    try {
      const extra = (await extras.answer?.(url)) ?? null;
      if (extra === null) answer(folder, brand, decodeURIComponent(url.pathname), response, extras.head?.(url) ?? '');
      else response.writeHead(200, { 'content-type': extra.type, 'cache-control': 'no-store' }).end(extra.body);
    } catch (error) {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    }
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(extras.port ?? 0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    origin,
    url: `${origin}/index.html`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
