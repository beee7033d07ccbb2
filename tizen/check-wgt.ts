import { createHash } from 'node:crypto';
import { findPathProblems, findStartPageProblems, pngSize, type PackageFile, type Problem } from '../scripts/packaging';
import { findConfigProblems } from './check-config';
import { ICON_FILE } from './config-xml';
import { unzipPackage } from './wgt-archive';
import { SIGNATURE_FILES, type SignatureRole } from './widget-signature';

/** Root-level distributor signatures, the only files no signature has to cover. */
const DISTRIBUTOR_FILE = /^signature[1-9][0-9]*\.xml$/;

/**
 * What a television's installer would hold against a package, beyond the mathematics of the signatures: every file is
 * referenced by both signatures and every reference has its file, digests fit, roles fit, a chain is there, names and
 * `config.xml` keep the rules. xmlsec notices neither a stray unsigned file nor a wrong `config.xml`. Never throws.
 */
export function checkWgt(bytes: Uint8Array): Problem[] {
  let files: PackageFile[];
  try {
    files = unzipPackage(bytes);
  } catch (error) {
    return [
      {
        field: 'package',
        reason: `is not a zip file (${error instanceof Error ? error.message : String(error)})`,
        example: 'hearth-0.1.0.wgt',
      },
    ];
  }
  return [
    ...findPathProblems(files),
    ...findConfigProblems(files),
    ...findStartPageProblems(files, 'index.html'),
    ...findIconProblems(files),
    ...findSignatureProblems(files, 'author'),
    ...findSignatureProblems(files, 'distributor'),
  ];
}

function findIconProblems(files: readonly PackageFile[]): Problem[] {
  const icon = files.find((file) => file.path === ICON_FILE);
  if (icon !== undefined && pngSize(icon.bytes) === null) {
    return [{ field: ICON_FILE, reason: 'is not a PNG', example: 'npm run brand:art' }];
  }
  return [];
}

function findSignatureProblems(files: readonly PackageFile[], role: SignatureRole): Problem[] {
  const name = SIGNATURE_FILES[role];
  const file = files.find((candidate) => candidate.path === name);
  const example = 'npm run package:tizen';
  if (file === undefined)
    return [{ field: name, reason: 'is missing: a television takes no package without it', example }];
  const text = Buffer.from(file.bytes).toString('utf8');
  const problems: Problem[] = [];
  const uri = (element: string): string => new RegExp(`<dsp:${element}\\s+URI="([^"]*)"`).exec(text)?.[1] ?? '';
  if (uri('Role') !== `http://www.w3.org/ns/widgets-digsig#role-${role}`) {
    problems.push({
      field: name,
      reason: `says another role than "${role}"`,
      example: `…/widgets-digsig#role-${role}`,
    });
  }
  if (uri('Profile') !== 'http://www.w3.org/ns/widgets-digsig#profile') {
    problems.push({
      field: name,
      reason: 'names no widget signature profile',
      example: 'http://www.w3.org/ns/widgets-digsig#profile',
    });
  }
  if ((text.match(/<X509Certificate>/g) ?? []).length < 2) {
    problems.push({
      field: name,
      reason: 'needs the signer’s certificate and an intermediate one',
      example: 'export the PKCS#12 with its chain',
    });
  }
  const covered = files.filter(
    (candidate) => !DISTRIBUTOR_FILE.test(candidate.path) && !(role === 'author' && candidate.path === name),
  );
  return [...problems, ...compareReferences(name, text, covered)];
}

function compareReferences(name: string, text: string, covered: readonly PackageFile[]): Problem[] {
  const references = new Map<string, string>();
  for (const [, uri = '', digest = ''] of text.matchAll(
    /<Reference\b[^>]*?\bURI="([^"]*)"[^>]*>[\s\S]*?<DigestValue>([^<]*)<\/DigestValue>/g,
  )) {
    references.set(decodeReference(uri), digest.replace(/\s/g, ''));
  }
  const problems: Problem[] = [];
  if (!references.delete('#prop'))
    problems.push({ field: name, reason: 'does not sign its own properties', example: '<Reference URI="#prop">' });
  for (const file of covered) {
    const digest = references.get(file.path);
    references.delete(file.path);
    if (digest === undefined) {
      problems.push({
        field: file.path,
        reason: `is not covered by ${name}: the installer refuses the package`,
        example: 'package the app again',
      });
    } else if (!digestFits(file.bytes, digest)) {
      problems.push({
        field: file.path,
        reason: `was changed after ${name} was made`,
        example: 'package the app again',
      });
    }
  }
  for (const path of references.keys()) {
    problems.push({
      field: path,
      reason: `is referenced by ${name} but is not in the package`,
      example: 'package the app again',
    });
  }
  return problems;
}

/** The digest's length tells its kind: tools of other makers sign with SHA-512. */
function digestFits(bytes: Uint8Array, digest: string): boolean {
  const kind = Buffer.from(digest, 'base64').length === 64 ? 'sha512' : 'sha256';
  return createHash(kind).update(bytes).digest('base64') === digest;
}

function decodeReference(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri; // Not percent-encoded by our rules: compared as it stands.
  }
}
