import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
};

const FLAGS: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--force-color-profile=srgb',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** What a generator page is given and where its results go. */
export interface PageJob {
  /** The page's address below the roots, for example `/pages/glyphs.html`. */
  readonly page: string;
  /** Address prefix → folder of files the page may load. */
  readonly roots: Readonly<Record<string, string>>;
  /** Answered at `/job.json`. */
  readonly input: unknown;
  /** Called for every `POST /result/<name>` of the page. */
  onResult(name: string, body: Buffer): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) if (part instanceof Buffer) parts.push(part);
  return Buffer.concat(parts);
}

async function loadFile(job: PageJob, path: string): Promise<Buffer | null> {
  for (const [prefix, folder] of Object.entries(job.roots)) {
    if (!path.startsWith(prefix)) continue;
    const file = normalize(join(folder, path.slice(prefix.length)));
    if (file.startsWith(normalize(folder)) && existsSync(file)) return readFile(file);
  }
  return null;
}

/** Ends a process and its children; one that has ended already is no error. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Runs a drawing page in headless Chromium until it posts `/done`, or rejects with what it posts to `/failed`. The page
 * only reaches this process.
 */
export async function runPage(job: PageJob): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'hearth-page-'));
  let settle: (error: Error | null) => void = () => undefined;
  const finished = new Promise<void>((resolve, reject) => {
    settle = (error) => {
      if (error === null) resolve();
      else reject(error);
    };
  });
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/');
      if (request.method === 'POST') {
        const body = await readBody(request);
        if (path.startsWith('/result/')) await job.onResult(path.slice('/result/'.length), body);
        response.end();
        if (path === '/done') settle(null);
        if (path === '/failed') settle(new Error(body.toString('utf8')));
        return;
      }
      const body = path === '/job.json' ? Buffer.from(JSON.stringify(job.input)) : await loadFile(job, path);
      response.writeHead(body === null ? 404 : 200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
      response.end(body ?? '');
    };
    answer().catch((error: unknown) => {
      response.writeHead(500);
      response.end();
      settle(error instanceof Error ? error : new Error(String(error)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const child = spawn(process.env['CHROMIUM'] ?? 'chromium', [...FLAGS, `--user-data-dir=${profile}`, '--remote-debugging-port=0', `http://127.0.0.1:${String(port)}${job.page}`], {
    stdio: 'ignore',
    detached: true,
  });
  child.on('exit', () => {
    settle(new Error('The browser ended early'));
  });
  try {
    await finished;
  } finally {
    child.removeAllListeners('exit');
    if (child.pid !== undefined) killGroup(child.pid);
    server.closeAllConnections();
    server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
