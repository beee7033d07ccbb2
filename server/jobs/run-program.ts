import { spawn } from 'node:child_process';
import { AppError } from '#core/base';

/** Most of a program's words that are kept: a report has a few lines per source. */
const MOST_TEXT = 64 * 1024;
/** How a program ends that did what it could and says what went wrong. */
const FAILED_IN_PART = 1;

/**
 * Runs one of our own programs with the platform's settings and answers what it printed. In a process of its own, so that reading a
 * huge list neither holds up viewers nor can take the platform down. Rejects when it cannot be started or dies.
 */
export function runProgram(program: string, words: readonly string[], onStart: (stop: () => void) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const take = (chunk: Buffer): void => {
      text = (text + chunk.toString('utf8')).slice(0, MOST_TEXT);
    };
    onStart(() => child.kill('SIGTERM'));
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => {
      reject(new AppError('internal.bug', { message: 'a program cannot be started', cause: error }));
    });
    child.on('close', (code) => {
      if (code === 0 || code === FAILED_IN_PART) resolve(text.trim());
      else reject(new AppError('internal.bug', { message: 'a program ended by itself', facts: { code: String(code) } }));
    });
  });
}
