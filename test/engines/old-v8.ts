import { readdirSync, readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import type { IngestRequest } from '#core/ingest';
import { readCompatData } from '#scripts/compat';
import { FLOORS, MODERN_FLOOR, usedNewerApis, WAIVED } from '../../scripts/bundling/testing';

/** A built package and the half of it that an engine runs. */
export interface OldV8Package {
  readonly app: 'tizen' | 'webos';
  readonly bundle: 'legacy' | 'modern';
}

/** What `old-v8-drive.js` is told. */
export interface OldV8Job {
  /** The built package. */
  readonly folder: string;
  readonly bundle: 'legacy' | 'modern';
  /** Names the engine as a browser would: polyfills ask for its version. */
  readonly userAgent: string;
  /** Names of every script but the start script and the program that reads lists, without ending. */
  readonly parts: readonly string[];
  /** APIs the scripts name and the floor has not, that are to be there once they run. */
  readonly asked: readonly string[];
  /** ES5 expressions by name, evaluated in the page after everything. */
  readonly checks: Readonly<Record<string, string>>;
  /** A whole job for the program that reads lists; its `bytes` are `packed`. */
  readonly words: readonly IngestRequest[];
  readonly packed: readonly number[];
  /** Where the outcome goes. */
  readonly outcome: string;
}

/** What came of it. */
export interface OldV8Outcome {
  readonly version: string;
  readonly v8: string;
  /** What the boot script chose. */
  readonly bundle: string;
  /** Scripts that ran to their end. */
  readonly evaluated: readonly string[];
  /** Exceptions, of scripts and later, and parts that could not be had. */
  readonly faults: readonly string[];
  /** Tags of the elements the app made, in order, scripts aside. */
  readonly made: readonly string[];
  /** Why the app did not start in the end. */
  readonly failedStart: string | null;
  /** Those of `asked` that are not there. */
  readonly missing: readonly string[];
  /** What each check came to, or its exception as text. */
  readonly checks: Readonly<Record<string, unknown>>;
  /** JSON of the result of the job, bytes as text; `null`: it never ended. */
  readonly ingest: string | null;
}

/** Scripts of one half of a package, sorted. */
export function scriptsOf(folder: string, bundle: string): string[] {
  return readdirSync(folder).filter((file) => new RegExp(`-${bundle}\\d*\\.js$`).test(file)).sort();
}

/** Reading a package takes seconds; several V8s ask for the same one. */
const brought = new Map<string, readonly string[]>();

/** APIs a package's scripts name that its floor has not, and that its own polyfills therefore bring. */
export function broughtApis(folder: string, { app, bundle }: OldV8Package): readonly string[] {
  const known = brought.get(`${folder} ${bundle}`);
  if (known !== undefined) return known;
  const floor = bundle === 'modern' ? MODERN_FLOOR : FLOORS[app];
  const compat = readCompatData();
  const names = scriptsOf(folder, bundle)
    // The program brings its own, where the page has nothing of them.
    .filter((file) => !file.startsWith('ingest-program-'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    // The polyfills before a script speak of more than they bring.
    .flatMap((code) => usedNewerApis(code.slice(code.indexOf('hearthDefine(')), floor, compat));
  const found = [...new Set(names)].filter((name) => WAIVED[name] === undefined).sort();
  brought.set(`${folder} ${bundle}`, found);
  return found;
}

/** Evaluates a package in an old Node. Throws what the driver said when it ended without an outcome. */
export function evaluatePackage(program: string, job: Omit<OldV8Job, 'outcome'>): OldV8Outcome {
  const scratch = mkdtempSync(join(tmpdir(), 'old-v8-'));
  try {
    const outcome = join(scratch, 'outcome.json');
    writeFileSync(join(scratch, 'job.json'), JSON.stringify({ ...job, outcome } satisfies OldV8Job));
    const run = spawnSync(program, [join(__dirname, 'old-v8-drive.js'), join(scratch, 'job.json')], { encoding: 'utf8', timeout: 60_000 });
    if (run.status !== 0) throw new Error(`the driver ended with ${String(run.status)}: ${run.stderr}`);
    return JSON.parse(readFileSync(outcome, 'utf8')) as OldV8Outcome;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
