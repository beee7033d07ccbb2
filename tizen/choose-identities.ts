import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PackagingError, type Problem } from '../scripts/packaging';
import { readPkcs12, type SigningIdentity } from './signing-identity';
import { testIdentity } from './test-pki';
import type { SignatureRole } from './widget-signature';

/** Who signs a package. */
export interface SigningIdentities {
  readonly author: SigningIdentity;
  readonly distributor: SigningIdentity;
  /** Throw-away certificates: the package proves the build and installs on no retail television. */
  readonly isTest: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables of the operator's certificates. */
export const CERTIFICATE_VARIABLES: Readonly<
  Record<SignatureRole, { readonly file: string; readonly password: string }>
> = {
  author: { file: 'TIZEN_AUTHOR_P12', password: 'TIZEN_AUTHOR_PASSWORD' },
  distributor: { file: 'TIZEN_DIST_P12', password: 'TIZEN_DIST_PASSWORD' },
};

/**
 * The operator's certificates when the environment names them, else the test ones. Half an environment is refused: a
 * package signed by accident with a test certificate cannot be told from a good one until a television refuses it.
 */
export function chooseIdentities(env: Environment, root: string, nowMs: number): SigningIdentities {
  const roles: readonly SignatureRole[] = ['author', 'distributor'];
  const variables = roles.flatMap((role) => [CERTIFICATE_VARIABLES[role].file, CERTIFICATE_VARIABLES[role].password]);
  const isSet = (name: string): boolean => (env[name] ?? '') !== '';
  if (!variables.some(isSet)) {
    return {
      author: testIdentity(root, 'author', nowMs),
      distributor: testIdentity(root, 'distributor', nowMs),
      isTest: true,
    };
  }
  const missing = variables.filter((name) => !isSet(name) && !name.endsWith('_PASSWORD'));
  const problems: Problem[] = missing.map((name) => ({
    field: name,
    reason: 'is not set, though another signing variable is',
    example: `${name}=/safe/place/${name === 'TIZEN_AUTHOR_P12' ? 'author' : 'distributor'}.p12`,
  }));
  if (problems.length > 0) throw new PackagingError('The signing certificates are incomplete:', problems);
  return {
    author: operatorIdentity(env, root, 'author'),
    distributor: operatorIdentity(env, root, 'distributor'),
    isTest: false,
  };
}

function operatorIdentity(env: Environment, root: string, role: SignatureRole): SigningIdentity {
  const names = CERTIFICATE_VARIABLES[role];
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(root, env[names.file] ?? ''));
  } catch {
    throw new PackagingError('The signing certificates are incomplete:', [
      {
        field: names.file,
        reason: 'names a file that cannot be read',
        example: `${names.file}=/safe/place/${role}.p12`,
      },
    ]);
  }
  return readPkcs12({
    bytes,
    password: env[names.password] ?? '',
    fileField: names.file,
    passwordField: names.password,
  });
}
