import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  formatHelp,
  formatProblem,
  hasTool,
  missingToolMessage,
  PackagingError,
  parseCommandLine,
  reportSteps,
  runCommand,
  runTool,
  type CommandOutput,
  type VerifiedStep,
} from '../scripts/packaging';
import { checkWgt } from './check-wgt';
import { testCertificateFiles } from './test-pki';
import { unzipPackage } from './wgt-archive';
import { SIGNATURE_FILES, type SignatureRole } from './widget-signature';

/** Root certificates (PEM files) that each signature's chain must end in; `null`: the chain is not judged. */
export type TrustedRoots = Readonly<Record<SignatureRole, string>> | null;

/**
 * Checks a package with programs that share no code with the packer: xmlsec1 for both signatures, xmllint for the
 * structure of the signatures and of `config.xml`, besides the project's own checks. `schemaFolder` holds tizen/schema.
 */
export function verifyWgt(bytes: Uint8Array, trusted: TrustedRoots, schemaFolder: string): VerifiedStep[] {
  const problems = checkWgt(bytes);
  const own: VerifiedStep = {
    name: 'own checks: names, config.xml, references, digests, roles',
    outcome: problems.length === 0 ? 'passed' : 'failed',
    detail: problems.map(formatProblem).join('\n'),
  };
  const folder = mkdtempSync(join(tmpdir(), 'wgt-'));
  try {
    if (!unpack(bytes, folder)) return [own];
    return [
      own,
      verifySignature(folder, 'author', trusted),
      verifySignature(folder, 'distributor', trusted),
      validate(folder, SIGNATURE_FILES.author, join(schemaFolder, 'widget-signature.xsd')),
      validate(folder, SIGNATURE_FILES.distributor, join(schemaFolder, 'widget-signature.xsd')),
      validate(folder, 'config.xml', join(schemaFolder, 'config.xsd')),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unpack(bytes: Uint8Array, folder: string): boolean {
  try {
    for (const file of unzipPackage(bytes)) {
      const path = resolve(folder, file.path);
      // A name like ../x would land outside; the own checks report it.
      if (!path.startsWith(`${folder}/`)) continue;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.bytes);
    }
    return true;
  } catch {
    return false; // Not a zip: the own checks say so.
  }
}

function verifySignature(folder: string, role: SignatureRole, trusted: TrustedRoots): VerifiedStep {
  const name = `xmlsec1: ${role} signature${trusted === null ? ' (chain not judged: no trusted root given)' : ' and chain'}`;
  const trust = trusted === null ? ['--insecure'] : ['--trusted-pem', trusted[role]];
  return runStep(name, 'xmlsec1', ['--verify', ...trust, SIGNATURE_FILES[role]], folder);
}

function validate(folder: string, file: string, schema: string): VerifiedStep {
  return runStep(
    `xmllint: ${file} against ${schema.slice(schema.lastIndexOf('/') + 1)}`,
    'xmllint',
    ['--nonet', '--noout', '--schema', schema, file],
    folder,
  );
}

function runStep(name: string, tool: string, args: readonly string[], cwd: string): VerifiedStep {
  if (!hasTool(tool)) return { name, outcome: 'skipped', detail: missingToolMessage(tool) };
  const answer = runTool(tool, args, { cwd });
  const isGood = answer.status === 0;
  return {
    name,
    outcome: isGood ? 'passed' : 'failed',
    detail: isGood ? '' : `${answer.stdout}${answer.stderr}`.trim(),
  };
}

const OPTIONS = {
  'author-root': { value: null, help: 'PEM file of the root the author’s chain must end in' },
  'dist-root': { value: null, help: 'PEM file of the root the distributor’s chain must end in' },
} as const;

/** `npm run verify:tizen -- FILE`: prints one line per check. Returns 0 when nothing failed, 1 otherwise. */
export function runVerifyTizen(argv: readonly string[], root: string, io: CommandOutput): number {
  return runCommand(io, () => {
    const { options, operands } = parseCommandLine(argv, OPTIONS);
    const file = operands[0];
    if (file === undefined || !existsSync(resolve(root, file))) {
      io.err(formatHelp('npm run verify:tizen -- FILE.wgt [options]', OPTIONS));
      throw new PackagingError('There is nothing to verify:', [
        { field: file ?? 'FILE', reason: 'is not a file', example: 'dist/packages/hearth-0.1.0-test-signed.wgt' },
      ]);
    }
    const steps = verifyWgt(
      readFileSync(resolve(root, file)),
      trustedRoots(root, file, options),
      join(root, 'tizen', 'schema'),
    );
    return reportSteps(steps, io);
  });
}

function trustedRoots(
  root: string,
  file: string,
  options: Readonly<Record<'author-root' | 'dist-root', string | null>>,
): TrustedRoots {
  const author = options['author-root'];
  const distributor = options['dist-root'];
  if (author !== null && distributor !== null)
    return { author: resolve(root, author), distributor: resolve(root, distributor) };
  const test = {
    author: testCertificateFiles(root, 'author').rootPem,
    distributor: testCertificateFiles(root, 'distributor').rootPem,
  };
  const isTest = file.endsWith('-test-signed.wgt') && existsSync(test.author) && existsSync(test.distributor);
  return isTest ? test : null;
}
