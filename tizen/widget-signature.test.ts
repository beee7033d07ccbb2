import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasTool, missingToolMessage, runTool } from '../scripts/packaging';
import { makeScratchFolder } from '../scripts/packaging/testing';
import { readPkcs12 } from './signing-identity';
import { makeChain, TEST_PASSWORD } from './test-pki';
import { canonicalProperties, signWidget } from './widget-signature';

const digest = (kind: string, text: string): string => createHash(kind).update(text).digest('base64');
const identity = readPkcs12({
  bytes: makeChain('author', Date.now()).p12,
  password: TEST_PASSWORD,
  fileField: 'p12',
  passwordField: 'password',
});
const files = [
  { path: 'empty.txt', bytes: new Uint8Array() },
  { path: 'static/a+b@2x.js', bytes: new Uint8Array(Buffer.from('x & y')) },
];

/** A test of its own when the tool is there, else a skipped one that says what to install. */
function testWith(tool: string, name: string, body: () => void): void {
  if (hasTool(tool)) test(name, body);
  else test.skip(`${name}: ${missingToolMessage(tool)}`, body);
}

describe('the signed properties', () => {
  // The digests other Tizen signing tools carry as constants, and the installer's own fixture package.
  test('have the digest every Tizen signer arrives at', () => {
    expect(digest('sha512', canonicalProperties('author'))).toBe(
      'aXbSAVgmAz0GsBUeZ1UmNDRrxkWhDUVGb45dZcNRq429wX3X+x6kaXT3NdNDTSNVTU+ypkysPMGvQY10fG1EWQ==',
    );
    expect(digest('sha512', canonicalProperties('distributor'))).toBe(
      '/r5npk2VVA46QFJnejgONBEh4BWtjrtu9x/IFeLksjWyGmB/cMWKSJWQl7aU3YRQRZ3AesG8gF7qGyvKX9Snig==',
    );
  });
});

describe('a widget signature', () => {
  test('references every file by its encoded path, then its own properties', () => {
    const text = signWidget(files, 'author', identity);
    expect([...text.matchAll(/URI="([^"]*)"><?(?:Transforms|DigestMethod)/g)].map(([, uri]) => uri)).toEqual([
      'empty.txt',
      'static%2Fa%2Bb%402x.js',
      '#prop',
    ]);
    expect(text).toContain(`<DigestValue>${digest('sha256', 'x & y')}</DigestValue>`);
    expect(text).toContain(`<DigestValue>${digest('sha256', canonicalProperties('author'))}</DigestValue>`);
  });

  test('carries leaf and intermediate, but no root', () => {
    expect(identity.certificates.map((certificate) => certificate.subject)).toEqual([
      'CN=Hearth test author, O=Hearth test',
      'CN=Hearth test author CA, O=Hearth test',
    ]);
    expect(signWidget(files, 'author', identity).match(/<X509Certificate>/g)).toHaveLength(2);
  });

  test('is the same each time', () => {
    expect(signWidget(files, 'distributor', identity)).toBe(signWidget(files, 'distributor', identity));
  });

  testWith('xmllint', 'is written in canonical form: an independent canonicaliser changes nothing', () => {
    const scratch = makeScratchFolder();
    const text = signWidget(files, 'author', identity);
    writeFileSync(join(scratch.path, 'author-signature.xml'), text);
    const signedInfo = (xml: string): string => xml.slice(xml.indexOf('<SignedInfo'), xml.indexOf('</SignedInfo>'));
    expect(runTool('xmllint', ['--c14n11', join(scratch.path, 'author-signature.xml')]).stdout).toBe(text.trimEnd());
    const exclusive = runTool('xmllint', ['--exc-c14n', join(scratch.path, 'author-signature.xml')]).stdout;
    expect(signedInfo(exclusive)).toBe(signedInfo(text));
    expect(signedInfo(exclusive)).toContain('</Reference>');
    scratch.remove();
  });
});
