import { spawn } from 'node:child_process';
import { AppError } from '#core/base';

/** Most of a program's words that are kept: a report has a few lines per source. */
const MOST_TEXT = 64 * 1024;
/** How a program ends that did what it could and says what went wrong. */
const FAILED_IN_PART = 1;

/** How one of our own programs is run. */
export interface ProgramWish {
  /** Other users of the machine can read these; secrets come in `environment`. */
  readonly words: readonly string[];
  /** Added to this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
  onStart(stop: () => void): void;
  /** Told what it says on the way. */
  onProgress?(text: string): void;
}

/** What a program came to: what it printed, and what it said went wrong. */
export interface ProgramEnd {
  readonly text: string;
  readonly remarks: string;
  readonly isFailed: boolean;
}

/**
 * Runs one of our own programs with the platform's settings. In a process of its own, so that reading a huge list neither holds up viewers
 * nor can take the platform down. Rejects when it cannot be started or dies.
 */
export function runProgramAloud(program: string, wish: ProgramWish): Promise<ProgramEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...wish.words], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...wish.environment } });
    let [text, remarks] = ['', ''];
    wish.onStart(() => child.kill('SIGTERM'));
    child.stdout.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString('utf8')).slice(0, MOST_TEXT);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      const said = chunk.toString('utf8');
      remarks = (remarks + said).slice(-MOST_TEXT);
      wish.onProgress?.(said.trim());
    });
    child.on('error', (error) => {
      reject(new AppError('internal.bug', { message: 'a program cannot be started', cause: error }));
    });
    child.on('close', (code) => {
      if (code === 0 || code === FAILED_IN_PART) resolve({ text: text.trim(), remarks: remarks.trim(), isFailed: code === FAILED_IN_PART });
      else reject(new AppError('internal.bug', { message: 'a program ended by itself', facts: { code: String(code) } }));
    });
  });
}

/** As {@link runProgramAloud}, for what is not listened to: answers all it printed. */
export async function runProgram(program: string, words: readonly string[], onStart: (stop: () => void) => void): Promise<string> {
  const { text, remarks } = await runProgramAloud(program, { words, onStart });
  return [remarks, text].filter((part) => part !== '').join('\n');
}
