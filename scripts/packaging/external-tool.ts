import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a finished program said. `status` is `null` when it was ended by a signal. */
export interface ToolAnswer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The Debian package that brings each program the verifiers call. */
export const DEBIAN_PACKAGES: Readonly<Record<string, string>> = {
  xmlsec1: 'xmlsec1',
  xmllint: 'libxml2-utils',
  ar: 'binutils',
  'dpkg-deb': 'dpkg',
};

/** Whether a program of this name is on the search path. */
export function hasTool(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return folder !== '';
    } catch {
      return false; // Not here: the next folder is asked.
    }
  });
}

/** One line for a person whose machine lacks a program. */
export function missingToolMessage(name: string): string {
  const debian = DEBIAN_PACKAGES[name];
  return `${name} is not installed, its checks are left out${debian === undefined ? '' : ` (Debian: apt-get install ${debian})`}`;
}

/** Runs a program to its end without a shell. Throws when it cannot be started at all. */
export function runTool(
  name: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): ToolAnswer {
  const answer = spawnSync(name, [...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  if (answer.error !== undefined) throw answer.error;
  return { status: answer.status, stdout: answer.stdout, stderr: answer.stderr };
}
