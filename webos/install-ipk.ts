import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPackage, formatHelp, PackagingError, parseCommandLine, runAsyncCommand, runTool, type CommandOutput } from '../scripts/packaging';
import { readArArchive, readTarGz } from './ipk-archive';

const OPTIONS = {
  device: { value: null, help: 'address of the set, 192.168.1.40, or the name ares-setup-device knows it by' },
  passphrase: { value: null, help: 'six letters that the Developer Mode app shows; needed once per set' },
  run: { value: 'yes', help: 'yes: starts the app afterwards; no: leaves it' },
} as const;
const USAGE = 'npm run install:webos -- --device ADDRESS [--passphrase LETTERS] [FILE.ipk]';
const PORT = 9922;
const USER = 'prisoner';
const ADDRESS = /^(\d{1,3}\.){3}\d{1,3}$/;

/** What LG's tools say, in words. */
const REFUSALS: ReadonlyArray<readonly [pattern: RegExp, reason: string, example: string]> = [
  [/ECONNREFUSED|connection refused/i, 'the set refuses the connection', 'Developer Mode app on the set: Dev Mode on, Key Server on, and the session not run out'],
  [/ETIMEDOUT|EHOSTUNREACH|timed? ?out/i, 'the set does not answer', 'is it switched on, and in this network?'],
  [/passphrase|bad decrypt|privatekey|private key|authentication/i, 'the key of the set is missing or not the right one', `${USAGE} with the letters the Developer Mode app shows`],
];

/** Runs one of LG's tools; answers its exit code and all it wrote. */
export type AresTool = (name: string, args: readonly string[]) => { readonly status: number | null; readonly output: string };

function tools(root: string): AresTool {
  return (name, args) => {
    const answer = runTool(join(root, 'node_modules/.bin', name), args, { cwd: root });
    return { status: answer.status, output: `${answer.stdout}\n${answer.stderr}`.trim() };
  };
}

/** The id of the app within a package. */
async function appIdOf(file: string): Promise<string> {
  const data = readArArchive(new Uint8Array(readFileSync(file)))?.find(({ path }) => path === 'data.tar.gz');
  const info = data === undefined ? undefined : (await readTarGz(data.bytes)).find(({ path }) => /applications\/[^/]+\/appinfo\.json$/.test(path));
  const parsed: unknown = info === undefined ? null : JSON.parse(Buffer.from(info.bytes).toString('utf8'));
  const id: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'id') : undefined;
  if (typeof id === 'string' && id !== '') return id;
  throw new PackagingError('This file cannot be installed:', [{ field: file, reason: 'is no package with an appinfo.json that names its app', example: 'npm run package:webos' }]);
}

/** Takes the steps with LG's tools; each that fails is told in words. */
class Installation {
  constructor(
    private readonly ares: AresTool,
    private readonly io: CommandOutput,
  ) {}

  /** The name LG's tools know the set by; one given by its address is added. */
  device(device: string): string {
    if (!ADDRESS.test(device)) return device;
    const name = `hearth-${device.replace(/\./g, '-')}`;
    if (this.ares('ares-setup-device', ['--list']).output.indexOf(name) >= 0) return name;
    const info = [`host=${device}`, `port=${String(PORT)}`, `username=${USER}`].flatMap((each) => ['--info', each]);
    this.step('ares-setup-device', ['--add', name, ...info], 'The set could not be added:');
    return name;
  }

  key(name: string, passphrase: string): void {
    this.io.out('fetching the key of the set');
    this.step('ares-novacom', ['--device', name, '--getkey', '--passphrase', passphrase], 'The set gave no key:');
  }

  install(name: string, file: string): void {
    this.io.out(`installing ${file}`);
    this.step('ares-install', ['--device', name, file], 'The television refused the package:');
  }

  launch(name: string, appId: string): void {
    this.step('ares-launch', ['--device', name, appId], 'The app is installed, but could not be started:');
    this.io.out(`started ${appId}`);
  }

  private step(tool: string, args: readonly string[], subject: string): void {
    const { status, output } = this.ares(tool, args);
    // These tools say of some failures only in words.
    if (status === 0 && !/ERR!/.test(output)) return;
    const known = REFUSALS.find(([pattern]) => pattern.test(output));
    const lines = output.split('\n').filter((line) => line !== '');
    throw new PackagingError(subject, [
      { field: tool, reason: known?.[1] ?? lines[lines.length - 1] ?? 'failed without a word', example: known?.[2] ?? 'docs/guides/packaging.md describes the set’s developer mode' },
    ]);
  }
}

/**
 * Installs a package on an LG set in developer mode with LG's own tools, and starts it. `root`: the project's folder. Resolves to the exit code;
 * what went wrong is told with what to do next.
 */
export function runInstallWebos(argv: readonly string[], root: string, io: CommandOutput, ares: AresTool = tools(root)): Promise<number> {
  return runAsyncCommand(io, async () => {
    if (argv.indexOf('--help') >= 0) {
      io.out(formatHelp(USAGE, OPTIONS));
      return 0;
    }
    const { options, operands } = parseCommandLine(argv, OPTIONS);
    if (options.device === null) throw new PackagingError('Which television?', [{ field: '--device', reason: 'is missing', example: USAGE }]);
    const file = findPackage(root, operands[0], '.ipk', 'npm run package:webos');
    const appId = await appIdOf(file);
    const installation = new Installation(ares, io);
    const name = installation.device(options.device);
    if (options.passphrase !== null) installation.key(name, options.passphrase);
    installation.install(name, file);
    if (options.run !== 'no') installation.launch(name, appId);
    return 0;
  });
}
