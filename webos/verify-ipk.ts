import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  formatHelp,
  formatProblem,
  hasTool,
  missingToolMessage,
  PackagingError,
  parseCommandLine,
  readFolder,
  reportSteps,
  runAsyncCommand,
  runTool,
  type CommandOutput,
  type PackageFile,
  type VerifiedStep,
} from '../scripts/packaging';
import { checkIpk, MEMBERS } from './check-ipk';
import { readArArchive, readTarGz } from './ipk-archive';

/**
 * Checks a package with programs that share no code with the packer: `ar` and `dpkg-deb` (which must unpack the very same
 * files), and the vendor's `ares-package`, besides the project's own checks. `root` is the project's folder.
 */
export async function verifyIpk(file: string, root: string): Promise<VerifiedStep[]> {
  const bytes = new Uint8Array(readFileSync(file));
  const problems = await checkIpk(bytes);
  const steps: VerifiedStep[] = [
    {
      name: 'own checks: members, names, appinfo.json, pictures, service',
      outcome: problems.length === 0 ? 'passed' : 'failed',
      detail: problems.map(formatProblem).join('\n'),
    },
    judge('ar: members in order', 'ar', ['t', file], (out) => out.trim().split('\n').join() === MEMBERS.join()),
    judge(
      'dpkg-deb: control file',
      'dpkg-deb',
      ['--info', file],
      (out) => /^ Package: \S+/m.test(out) && /^ Architecture: all$/m.test(out),
    ),
    judge('dpkg-deb: contents', 'dpkg-deb', ['--contents', file], (out) => out.includes('usr/palm/applications/')),
  ];
  const scratch = mkdtempSync(join(tmpdir(), 'ipk-'));
  try {
    return [
      ...steps,
      await compareUnpacked(file, bytes, join(scratch, 'tree')),
      aresInfo(file, root, join(scratch, 'home')),
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function judge(
  name: string,
  tool: string,
  args: readonly string[],
  isGood: (out: string) => boolean,
  env?: NodeJS.ProcessEnv,
): VerifiedStep {
  if (!hasTool(tool) && !tool.includes('/')) return { name, outcome: 'skipped', detail: missingToolMessage(tool) };
  const answer = runTool(tool, args, env === undefined ? {} : { env });
  const isPassed = answer.status === 0 && isGood(answer.stdout);
  return {
    name,
    outcome: isPassed ? 'passed' : 'failed',
    detail: isPassed ? '' : `${answer.stdout}${answer.stderr}`.trim(),
  };
}

async function compareUnpacked(file: string, bytes: Uint8Array, folder: string): Promise<VerifiedStep> {
  const name = 'dpkg-deb: unpacks the same files';
  if (!hasTool('dpkg-deb')) return { name, outcome: 'skipped', detail: missingToolMessage('dpkg-deb') };
  const answer = runTool('dpkg-deb', ['-x', file, folder]);
  if (answer.status !== 0) return { name, outcome: 'failed', detail: answer.stderr.trim() };
  const data = readArArchive(bytes)?.find((member) => member.path === 'data.tar.gz');
  const own = data === undefined ? [] : await readTarGz(data.bytes);
  const unpacked = readFolder(folder);
  const isSame = own.length === unpacked.length && own.every((entry, index) => isSameFile(entry, unpacked[index]));
  return { name, outcome: isSame ? 'passed' : 'failed', detail: isSame ? '' : 'the unpacked files differ' };
}

function isSameFile(a: PackageFile, b: PackageFile | undefined): boolean {
  return b !== undefined && a.path === b.path && Buffer.compare(a.bytes, b.bytes) === 0;
}

/** The vendor's tool keeps a device list in the home folder: it gets one of its own. */
function aresInfo(file: string, root: string, home: string): VerifiedStep {
  const name = 'ares-package: reads the package';
  const script = join(root, 'node_modules', '@webos-tools', 'cli', 'bin', 'ares-package.js');
  if (!existsSync(script))
    return { name, outcome: 'skipped', detail: 'node_modules/@webos-tools/cli is not installed (npm ci)' };
  mkdirSync(home, { recursive: true });
  const env = { ...process.env, HOME: home, APPDATA: home };
  return judge(
    name,
    process.execPath,
    [script, '-i', file],
    (out) => /^id : \S+/m.test(out) || /"?id"?\s*:\s*\S+/.test(out),
    env,
  );
}

/** `npm run verify:webos -- FILE`: prints one line per check. Resolves to 0 when nothing failed, 1 otherwise. */
export function runVerifyWebos(argv: readonly string[], root: string, io: CommandOutput): Promise<number> {
  return runAsyncCommand(io, async () => {
    const { operands } = parseCommandLine(argv, {});
    const file = operands[0];
    if (file === undefined || !existsSync(resolve(root, file))) {
      io.err(formatHelp('npm run verify:webos -- FILE.ipk', {}));
      throw new PackagingError('There is nothing to verify:', [
        { field: file ?? 'FILE', reason: 'is not a file', example: 'dist/packages/com.hearthtv.app_0.1.0_all.ipk' },
      ]);
    }
    return reportSteps(await verifyIpk(resolve(root, file), root), io);
  });
}
