import { spawn } from 'node:child_process';

/** A program that is to be killed. */
export interface KillWish {
  readonly program: string;
  readonly words: readonly string[];
  /** Whole lines of standard output that must be there before the program dies. */
  readonly lines: number;
  /** Milliseconds between that moment and the death. */
  readonly delayMs?: number;
}

/** Runs a program, kills it without warning, and answers the lines it printed. Rejects when it ended by itself. */
export function runAndKill({ program, words, lines, delayMs = 0 }: KillWish): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let problem = '';
    let isDying = false;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (isDying || output.split('\n').length <= lines) return;
      isDying = true;
      if (delayMs === 0) child.kill('SIGKILL');
      else setTimeout(() => child.kill('SIGKILL'), delayMs);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      problem += chunk.toString();
    });
    child.on('close', (code) => {
      const printed = output.split('\n').slice(0, -1);
      if (code !== null || printed.length < lines) reject(new Error(`the child ended by itself (${String(code)}): ${problem}`));
      else resolve(printed);
    });
  });
}
