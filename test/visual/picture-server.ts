import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { galleryIndex } from './gallery-index';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
};

const PAGE = `<!doctype html><html><head><meta charset="utf-8"><style>html,body{margin:0;background:#000;overflow:hidden}</style></head>
<body><script src="/gallery.js"></script></body></html>`;

/** A server of the gallery: the built bundle, the app's files and the pictures of the sample titles. */
export interface PictureServer {
  /** Address of the page, with a slash at the end. */
  readonly url: string;
  close(): void;
}

/** How the gallery is served. */
export interface PictureServerOptions {
  /** Default: any free one. */
  readonly port?: number;
  /** The browser keeps what it got, its compiled code too: for many documents in a row, where nothing is built meanwhile. */
  readonly isKept?: boolean;
}

/**
 * Starts a gallery server. `root` is the project's folder; the bundle `gallery` must be built. `/` draws
 * what it is told, `/gallery` lists what there is.
 */
export async function startPictureServer(root: string, { port = 0, isKept = false }: PictureServerOptions = {}): Promise<PictureServer> {
  const caching = isKept ? { 'cache-control': 'max-age=3600' } : {};
  const folders: Readonly<Record<string, string>> = { '/static/': join(root, 'static'), '/art/': join(root, 'test/visual/art'), '/certified/': join(root, 'test/visual/certified') };
  const fileOf = (path: string): string | null => {
    if (path === '/gallery.js') return join(root, 'dist/gallery/gallery.js');
    for (const [prefix, folder] of Object.entries(folders)) {
      const file = normalize(join(folder, path.slice(prefix.length)));
      if (path.startsWith(prefix) && file.startsWith(folder)) return file;
    }
    return null;
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/');
    if (path === '/' || path === '/gallery') {
      response.writeHead(200, { 'content-type': TYPES['.html'] ?? '' }).end(path === '/' ? PAGE : galleryIndex());
      return;
    }
    const file = fileOf(path);
    readFile(file ?? '').then(
      (body) => response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', ...caching }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
