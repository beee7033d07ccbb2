import { AppError } from '#core/base';
import type { IngestProgramFactory } from '#core/ingest';
import type { BackgroundPort } from '#ports';
import { WorkerLink } from './worker-link';

/** What the program's script hands over: a function that fills `exported`. Its text is the program's text. */
type ProgramScript = (exported: { createProgram?: IngestProgramFactory }) => void;

interface ProgramGlobals {
  hearthProgram?: (script: ProgramScript) => void;
  /** Which bundle runs: the program is there for both. */
  readonly hearthBundle?: string;
}

function loadScript(window: Window & ProgramGlobals, file: string): Promise<ProgramScript> {
  return new Promise((resolve, reject) => {
    const element = window.document.createElement('script');
    const fail = (): void => {
      reject(new AppError('internal.bug', { message: `${file} cannot be loaded` }));
    };
    window.hearthProgram = resolve;
    element.onerror = fail;
    element.onload = fail;
    element.src = file;
    window.document.body.appendChild(element);
  });
}

/** A worker from an address, where a page may start one, else from the program's text: `file:` pages may start none of their own files. */
async function startWorker(window: Window & typeof globalThis, file: string, load: () => Promise<ProgramScript>): Promise<WorkerLink> {
  if (/^https?:$/.test(window.location.protocol)) return new WorkerLink(new window.Worker(file), null);
  const text = `(function(f){var e={};f(e);e.serve(self)})(${String(await load())})`;
  const address = window.URL.createObjectURL(new window.Blob([text], { type: 'text/javascript' }));
  return new WorkerLink(new window.Worker(address), () => {
    window.URL.revokeObjectURL(address);
  });
}

/** The program beside the drawing thread, from the package's `ingest-program-*.js`. `hasWorkers` as in the capabilities. */
export function pageBackground(window: Window & typeof globalThis, hasWorkers: boolean): BackgroundPort {
  const file = `ingest-program-${(window as ProgramGlobals).hearthBundle ?? 'modern'}.js`;
  let script: Promise<ProgramScript> | null = null;
  const load = (): Promise<ProgramScript> => {
    script ??= loadScript(window, file).catch((error: unknown) => {
      // The next job may try again.
      script = null;
      throw error;
    });
    return script;
  };
  return {
    async start() {
      if (!hasWorkers) return null;
      try {
        return await startWorker(window, file, load);
      } catch {
        // Refused by the engine or by a policy: the caller reads in slices.
        return null;
      }
    },
    async load() {
      const exported: Parameters<ProgramScript>[0] = {};
      const turn = (): Promise<void> => new Promise((resolve) => void window.setTimeout(resolve, 0));
      // Four tasks instead of one: what the caller did before, reading the script, running it, and what its caller does next.
      await turn();
      const program = await load();
      await turn();
      program(exported);
      await turn();
      if (exported.createProgram === undefined) throw new AppError('internal.bug', { message: `${file} holds no program` });
      return exported.createProgram;
    },
  };
}
