import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { findPackage, formatHelp, PackagingError, parseCommandLine, runAsyncCommand, type CommandOutput } from '../scripts/packaging';
import { SdbConnection } from './sdb-connection';
import { pushFile } from './sdb-push';
import { unzipPackage } from './wgt-archive';

const PORT = 26101;
const TIMEOUT_MS = 10_000;
/** Where sets without `sdk_toolpath` take files. */
const TOOL_PATH = '/home/owner/share/tmp/sdk_tools';

const OPTIONS = {
  device: { value: null, help: 'address of the set, 192.168.1.30 or 192.168.1.30:26101' },
  run: { value: 'yes', help: 'yes: starts the app afterwards; no: leaves it' },
} as const;
const USAGE = 'npm run install:tizen -- --device ADDRESS [FILE.wgt]';

/** What sets say when they refuse a package, in words (docs/guides/packaging.md). */
const REFUSALS: ReadonlyArray<readonly [pattern: RegExp, reason: string, example: string]> = [
  [/\[118[^\]]*-12/, 'the set does not accept the certificates of this package', 'sign with certificates for this set (its DUID in the distributor’s list); test certificates are refused by retail sets'],
  [/\[118[^\]]*-7/, 'the certificates are not valid yet: the clock of the set is behind', 'set the time of the television'],
  [/\[118[^\]]*-2/, 'the package is damaged', 'npm run package:tizen, then npm run verify:tizen'],
  [/\[(?:116|117)/, 'the set has no room for the app', 'remove an app'],
];

/** The id of the app within a package, as sets know it. */
function appIdOf(file: string, bytes: Uint8Array): string {
  let config: string | undefined;
  try {
    config = unzipPackage(bytes).filter(({ path }) => path === 'config.xml').map((each) => Buffer.from(each.bytes).toString('utf8'))[0];
  } catch {
    // Told below: it is no package.
  }
  const id = /<tizen:application[^>]*\bid="([^"]+)"/.exec(config ?? '')?.[1];
  if (id !== undefined) return id;
  throw new PackagingError('This file cannot be installed:', [{ field: file, reason: 'is no package with a config.xml that names its app', example: 'npm run package:tizen' }]);
}

function readDevice(device: string | null): { readonly host: string; readonly port: number } {
  const match = /^([^:\s/]+)(?::(\d+))?$/.exec(device ?? '');
  if (match !== null) return { host: match[1] ?? '', port: Number(match[2] ?? PORT) };
  throw new PackagingError('Which television?', [{ field: '--device', reason: device === null ? 'is missing' : `is no address: ${device}`, example: USAGE }]);
}

/** Where the set takes files for its installer. */
async function toolPath(connection: SdbConnection): Promise<string> {
  const capabilities = await connection.ask('capability:');
  return /sdk_toolpath:([^\r\n\0]+)/.exec(capabilities)?.[1]?.trim() ?? TOOL_PATH;
}

function judge(answer: string): void {
  if (!/fail/i.test(answer)) return;
  const known = REFUSALS.find(([pattern]) => pattern.test(answer));
  const lines = answer.trim().split('\n');
  throw new PackagingError('The television refused the package:', [
    { field: 'installer', reason: known?.[1] ?? (lines[lines.length - 1] ?? '').trim(), example: known?.[2] ?? 'docs/guides/packaging.md lists what sets answer' },
  ]);
}

/**
 * Installs a package on a set in developer mode: copies it, lets the set's installer take it, starts the app. `root`: the project's folder.
 * Resolves to the exit code; what went wrong is told with what to do next.
 */
export function runInstallTizen(argv: readonly string[], root: string, io: CommandOutput, timeoutMs = TIMEOUT_MS): Promise<number> {
  return runAsyncCommand(io, async () => {
    if (argv.indexOf('--help') >= 0) {
      io.out(formatHelp(USAGE, OPTIONS));
      return 0;
    }
    const { options, operands } = parseCommandLine(argv, OPTIONS);
    const device = readDevice(options.device);
    const file = findPackage(root, operands[0], '.wgt', 'npm run package:tizen');
    const bytes = readFileSync(file);
    const appId = appIdOf(file, bytes);
    const connection = await SdbConnection.open({ ...device, timeoutMs });
    try {
      const remote = `${await toolPath(connection)}/tmp/${basename(file)}`;
      io.out(`copying ${basename(file)} (${(bytes.length / 1e6).toFixed(1)} MB) to ${device.host}`);
      await pushFile(connection, bytes, remote, () => undefined);
      io.out(`installing ${appId}`);
      const answer = await connection.ask(`shell:0 vd_appinstall ${appId} ${remote}`);
      judge(answer);
      io.out(answer.trim());
      if (options.run !== 'no') io.out((await connection.ask(`shell:0 was_execute ${appId}`)).trim());
      return 0;
    } finally {
      connection.close();
    }
  });
}
