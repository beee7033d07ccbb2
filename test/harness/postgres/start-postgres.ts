import { execFileSync } from 'node:child_process';
import { accessSync, chmodSync, chownSync, constants, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { LeashedProcess } from '#test/harness/process';

/** A PostgreSQL server that lives as long as a test file. */
export interface TestPostgres {
  /** Makes a database, a copy of `template` where one is named, and answers its address. */
  createDatabase(name: string, template?: string): Promise<string>;
  /** Ends all its processes at once. */
  kill(): Promise<void>;
  /** Starts it again over what it has written; resolves when it answers. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 30_000;
/** What outlasts a machine that stops is the database's own affair, and our files are thrown away. */
const FAST = ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200', '-c', 'listen_addresses='];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // Not here: the next folder is asked.
  }
}

/** Folder of the server's programs, on the path or where Debian puts them; `null` where PostgreSQL is not installed. */
export function findPostgres(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.find((folder) => isProgram(join(folder, 'initdb')) && isProgram(join(folder, 'postgres'))) ?? null;
}

/** The server refuses to be root: then it runs as the user its package made. */
function unprivileged(): { readonly words: readonly string[]; readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  return { words: ['setpriv', `--reuid=${String(uid)}`, `--regid=${String(gid)}`, '--clear-groups'], uid, gid };
}

function commandOf(user: ReturnType<typeof unprivileged>, program: string): [string, ...string[]] {
  const [first, ...rest] = user?.words ?? [];
  return first === undefined ? [program] : [first, ...rest, program];
}

async function untilItAnswers(url: string, server: LeashedProcess): Promise<void> {
  const until = Date.now() + START_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (server.endedBecause !== null || Date.now() > until) {
        throw new Error(`PostgreSQL did not start: ${server.endedBecause ?? 'no answer'}\n${server.output}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Starts a server with an empty cluster in a temporary folder, reachable by a socket in it alone. `isKept`: what it confirmed outlasts the end of its processes; else it need not, and is quicker. */
export async function startPostgres({ isKept = false }: { readonly isKept?: boolean } = {}): Promise<TestPostgres> {
  const programs = findPostgres();
  if (programs === null) throw new Error('PostgreSQL is not installed (Debian: apt-get install postgresql)');
  const folder = mkdtempSync(join(tmpdir(), 'hearth-pg-'));
  const user = unprivileged();
  if (user !== null) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const [initdb, ...words] = commandOf(user, join(programs, 'initdb'));
  execFileSync(initdb, [...words, '-D', data, '-A', 'trust', '-U', 'hearth', '--no-sync', '-E', 'UTF8', '--locale', 'C.UTF-8'], { stdio: 'pipe', cwd: '/' });
  const [runner, ...before] = commandOf(user, join(programs, 'postgres'));
  const urlOf = (database: string): string => `postgres://hearth@/${database}?host=${encodeURIComponent(folder)}`;
  const begin = async (): Promise<{ readonly server: LeashedProcess; readonly admin: pg.Client }> => {
    const durability = ['-c', `synchronous_commit=${isKept ? 'on' : 'off'}`];
    const server = new LeashedProcess(runner, [...before, '-D', data, '-k', folder, ...FAST, ...durability], { env: { PATH: process.env['PATH'] ?? '' }, cwd: '/' });
    await untilItAnswers(urlOf('postgres'), server);
    const admin = new pg.Client({ connectionString: urlOf('postgres') });
    await admin.connect();
    return { server, admin };
  };
  let running = await begin();
  const kill = async (): Promise<void> => {
    await running.admin.end();
    await running.server.kill();
  };
  return {
    async createDatabase(name, template = 'template0') {
      await running.admin.query(`create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)}`);
      return urlOf(name);
    },
    kill,
    async restart() {
      running = await begin();
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
