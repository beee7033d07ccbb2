import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { DriverError } from './driver-error';

/** A Chromium that can be started. */
export interface Engine {
  /** Name for reports: `system`, or the major version of an old engine. */
  readonly id: string;
  readonly executable: string;
  /** Flags that give this build WebGL in software. */
  readonly glFlags: readonly string[];
  /** Added to the environment; the old engines find their libraries by it. */
  readonly env: Readonly<Record<string, string>>;
}

/** Names a Chromium goes by, best first. `CHROMIUM` in the environment goes before them. */
export const BROWSER_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'] as const;

/** Flags for software WebGL from Chrome 102 on. */
export const ANGLE_FLAGS: readonly string[] = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // Absent or not for us: the next candidate is asked.
  }
}

/** Where the machine's own Chromium is, or `null`. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | null {
  const wanted = environment['CHROMIUM'];
  if (wanted !== undefined && wanted !== '') return isExecutable(wanted) ? wanted : null;
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of BROWSER_NAMES) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (found !== undefined) return found;
  }
  return null;
}

/** The machine's own Chromium. Throws {@link DriverError} that says what to install when there is none. */
export function systemEngine(environment: NodeJS.ProcessEnv = process.env): Engine {
  const executable = findBrowser(environment);
  if (executable === null) {
    const named = environment['CHROMIUM'];
    throw new DriverError(
      named === undefined || named === ''
        ? `No Chromium found (looked for ${BROWSER_NAMES.join(', ')}). Install the package chromium, or set CHROMIUM to an executable.`
        : `CHROMIUM is ${named}, which is not an executable file.`,
    );
  }
  return { id: 'system', executable, glFlags: ANGLE_FLAGS, env: {} };
}
