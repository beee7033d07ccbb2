import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

// The shell leads a process group of its own, and its reader ends the group when our end of stdin closes: nothing outlives a
// killed test run. `exec` puts the program in the shell's place.
const LEASH = 'exec 3<&0; (read -r _ <&3; kill -9 -$$) & exec "$@" 3<&- </dev/null';

/** How much of a program's output is kept, characters. */
const KEPT_OUTPUT = 40_000;

/** How often a program that starts is looked at. */
const LOOK_MS = 20;

/** Whether a program is on the path, asked for its version. */
export function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false; // Not installed: the suite says so.
  }
}

/** A program that ends with us, together with all it starts. */
export class LeashedProcess {
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private text = '';
  private reason: string | null = null;

  /** Starts a program; `env` is all it gets. */
  constructor(command: string, args: readonly string[], options: { readonly env: NodeJS.ProcessEnv; readonly cwd?: string }) {
    this.child = spawn('/bin/sh', ['-c', LEASH, 'leash', command, ...args], { ...options, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.text = (this.text + chunk.toString('utf8')).slice(-KEPT_OUTPUT);
      });
    }
    this.ended = new Promise((resolve) => {
      this.child.on('exit', (code, signal) => {
        this.reason = `it ended with ${signal ?? `code ${String(code)}`}`;
        resolve();
      });
      this.child.on('error', (error) => {
        this.reason = error.message;
        resolve();
      });
    });
  }

  /** What it wrote last, both outputs together. */
  get output(): string {
    return this.text;
  }

  /** Why it is gone, or `null` while it runs. */
  get endedBecause(): string | null {
    return this.reason;
  }

  /** Sends a signal to the program alone. */
  signal(name: NodeJS.Signals): void {
    if (this.reason === null) this.child.kill(name);
  }

  /** What `look` finds, asked again and again; rejects with what the program called `name` wrote when it ends before, or is not `ready` after `timeoutMs`. */
  async until<T>(look: () => T | undefined, { name, ready, timeoutMs }: { readonly name: string; readonly ready: string; readonly timeoutMs: number }): Promise<T> {
    for (let waitedMs = 0; ; waitedMs += LOOK_MS) {
      const found = look();
      if (found !== undefined) return found;
      if (this.reason !== null || waitedMs >= timeoutMs) throw new Error(`${name} did not start: ${this.reason ?? `no ${ready} in time`}\n${this.text}`);
      await delay(LOOK_MS);
    }
  }

  /** Resolves when the program has ended. */
  whenEnded(): Promise<void> {
    return this.ended;
  }

  /** Ends the whole group at once and waits for the program's end. */
  async kill(): Promise<void> {
    try {
      if (this.child.pid !== undefined) process.kill(-this.child.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    await this.ended;
    for (const stream of [this.child.stdin, this.child.stdout, this.child.stderr]) stream?.destroy();
  }
}
