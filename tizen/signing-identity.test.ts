import { describe, expect, test } from '@jest/globals';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratchFolder, writeFiles } from '../scripts/packaging/testing';
import { chooseIdentities } from './choose-identities';
import { readPkcs12 } from './signing-identity';
import { makeChain, testCertificateFiles, testIdentity, TEST_PASSWORD } from './test-pki';

const NOW_MS = Date.UTC(2026, 10, 24);
const YEAR_MS = 365 * 24 * 3600 * 1000;
const chain = makeChain('author', NOW_MS);

describe('reading a PKCS#12', () => {
  const source = {
    bytes: chain.p12,
    password: TEST_PASSWORD,
    fileField: 'TIZEN_AUTHOR_P12',
    passwordField: 'TIZEN_AUTHOR_PASSWORD',
  };

  test('gives key and chain', () => {
    const identity = readPkcs12(source);
    expect(identity.privateKeyPem).toContain('PRIVATE KEY');
    expect(identity.certificates).toHaveLength(2);
  });

  test('a wrong password names the password variable and never the password', () => {
    const read = (): unknown => readPkcs12({ ...source, password: 'guess-4711' });
    expect(read).toThrow('TIZEN_AUTHOR_PASSWORD: is not the password');
    expect(read).not.toThrow('guess-4711');
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['a text', new Uint8Array(Buffer.from('-----BEGIN CERTIFICATE-----'))],
  ])('%s is no PKCS#12', (_, bytes) => {
    expect(() => readPkcs12({ ...source, bytes })).toThrow('TIZEN_AUTHOR_P12: is not a PKCS#12 file');
  });
});

describe('the test certificates', () => {
  test('are made once, kept readable for their owner only, and made anew when they have run out', () => {
    const scratch = makeScratchFolder();
    const first = testIdentity(scratch.path, 'author', NOW_MS);
    expect(testIdentity(scratch.path, 'author', NOW_MS + YEAR_MS)).toEqual(first);
    const files = testCertificateFiles(scratch.path, 'author');
    expect(statSync(files.p12).mode & 0o077).toBe(0);
    expect(readFileSync(files.rootPem, 'utf8')).toContain('BEGIN CERTIFICATE');
    expect(testIdentity(scratch.path, 'author', NOW_MS + 11 * YEAR_MS)).not.toEqual(first);
    scratch.remove();
  });
});

describe('who signs', () => {
  test('nothing in the environment: the test certificates', () => {
    const scratch = makeScratchFolder();
    const chosen = chooseIdentities({}, scratch.path, NOW_MS);
    expect(chosen.isTest).toBe(true);
    expect(chosen.author.certificates[0]?.derBase64).not.toBe(chosen.distributor.certificates[0]?.derBase64);
    scratch.remove();
  });

  test('the operator’s certificates when they are named', () => {
    const scratch = makeScratchFolder();
    writeFiles(scratch.path, { 'author.p12': chain.p12, 'dist.p12': makeChain('distributor', NOW_MS).p12 });
    const chosen = chooseIdentities(
      {
        TIZEN_AUTHOR_P12: join(scratch.path, 'author.p12'),
        TIZEN_AUTHOR_PASSWORD: TEST_PASSWORD,
        TIZEN_DIST_P12: 'dist.p12',
        TIZEN_DIST_PASSWORD: TEST_PASSWORD,
      },
      scratch.path,
      NOW_MS,
    );
    expect(chosen.isTest).toBe(false);
    expect(chosen.distributor.certificates[0]?.subject).toContain('Hearth test distributor');
    scratch.remove();
  });

  test('half an environment is refused and the missing variable named', () => {
    const scratch = makeScratchFolder();
    expect(() => chooseIdentities({ TIZEN_AUTHOR_P12: 'a.p12' }, scratch.path, NOW_MS)).toThrow(
      'TIZEN_DIST_P12: is not set, though another signing variable is',
    );
    expect(() => chooseIdentities({ TIZEN_DIST_PASSWORD: 'x' }, scratch.path, NOW_MS)).toThrow(
      'TIZEN_AUTHOR_P12: is not set',
    );
    expect(() =>
      chooseIdentities({ TIZEN_AUTHOR_P12: 'a.p12', TIZEN_DIST_P12: 'b.p12' }, scratch.path, NOW_MS),
    ).toThrow('TIZEN_AUTHOR_P12: names a file that cannot be read');
    scratch.remove();
  });
});
