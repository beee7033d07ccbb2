import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import forge from 'node-forge';
import { readPkcs12, type SigningIdentity } from './signing-identity';
import type { SignatureRole } from './widget-signature';

/** Not a secret: it guards keys that are made on this machine, trusted by nothing and thrown away with the cache. */
export const TEST_PASSWORD = 'hearth-test';

/** Folder of the test certificates below the project's root; ignored by git. */
export const TEST_PKI_FOLDER = '.cache/certs';

const VALID_YEARS = 10;
const YEAR_MS = 365 * 24 * 3600 * 1000;
/** Test sets and stand-ins have wrong clocks: certificates begin a day in the past. */
const BACKDATE_MS = 24 * 3600 * 1000;

/** Where one role's test files lie. */
export interface TestCertificateFiles {
  /** PKCS#12 with leaf and intermediate, password {@link TEST_PASSWORD}. */
  readonly p12: string;
  /** The root that verifiers are told to trust. */
  readonly rootPem: string;
}

/** Paths of one role's test certificates, whether they exist or not. */
export function testCertificateFiles(root: string, role: SignatureRole): TestCertificateFiles {
  const folder = join(root, TEST_PKI_FOLDER);
  return { p12: join(folder, `test-${role}.p12`), rootPem: join(folder, `test-${role}-root.pem`) };
}

/**
 * The throw-away identity of a role: made at first use (root, intermediate, leaf; the installer wants leaf and
 * intermediate in the signature), kept in the cache so that packages stay reproducible, and made anew after it expired.
 */
export function testIdentity(root: string, role: SignatureRole, nowMs: number): SigningIdentity {
  const files = testCertificateFiles(root, role);
  if (existsSync(files.p12) && existsSync(files.rootPem)) {
    const identity = readTestIdentity(files);
    if (identity.certificates.every((certificate) => certificate.validToMs > nowMs)) return identity;
  }
  writeTestCertificates(files, role, nowMs);
  return readTestIdentity(files);
}

function readTestIdentity(files: TestCertificateFiles): SigningIdentity {
  return readPkcs12({
    bytes: readFileSync(files.p12),
    password: TEST_PASSWORD,
    fileField: files.p12,
    passwordField: 'TEST_PASSWORD',
  });
}

function writeTestCertificates(files: TestCertificateFiles, role: SignatureRole, nowMs: number): void {
  const made = makeChain(role, nowMs);
  const folder = dirname(files.p12);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Renamed into place: another process never sees half a file.
  const scratch = mkdtempSync(join(folder, 'new-'));
  try {
    writeFileSync(join(scratch, 'root.pem'), made.rootPem);
    writeFileSync(join(scratch, 'leaf.p12'), made.p12, { mode: 0o600 });
    renameSync(join(scratch, 'root.pem'), files.rootPem);
    renameSync(join(scratch, 'leaf.p12'), files.p12);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A fresh chain as files' contents. Exported for tests that need a foreign one. */
export function makeChain(role: SignatureRole, nowMs: number): { readonly p12: Uint8Array; readonly rootPem: string } {
  const root = makeCertificate({ name: `Hearth test ${role} root`, kind: 'root', issuer: null, nowMs });
  const intermediate = makeCertificate({ name: `Hearth test ${role} CA`, kind: 'intermediate', issuer: root, nowMs });
  const leaf = makeCertificate({ name: `Hearth test ${role}`, kind: 'leaf', issuer: intermediate, nowMs });
  const store = forge.pkcs12.toPkcs12Asn1(
    leaf.keys.privateKey,
    [leaf.certificate, intermediate.certificate],
    TEST_PASSWORD,
    {
      algorithm: 'aes256',
      friendlyName: `hearth test ${role}`,
    },
  );
  return {
    p12: new Uint8Array(Buffer.from(forge.asn1.toDer(store).getBytes(), 'binary')),
    rootPem: forge.pki.certificateToPem(root.certificate),
  };
}

interface MadeCertificate {
  readonly keys: forge.pki.rsa.KeyPair;
  readonly certificate: forge.pki.Certificate;
}

interface CertificateWish {
  readonly name: string;
  readonly kind: 'root' | 'intermediate' | 'leaf';
  readonly issuer: MadeCertificate | null;
  readonly nowMs: number;
}

function makeCertificate(wish: CertificateWish): MadeCertificate {
  const keys = forge.pki.rsa.generateKeyPair({ bits: 2048 });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  // The first byte keeps the number positive and of fixed length.
  certificate.serialNumber = `4${randomBytes(16).toString('hex').slice(1)}`;
  certificate.validity.notBefore = new Date(wish.nowMs - BACKDATE_MS);
  certificate.validity.notAfter = new Date(wish.nowMs + VALID_YEARS * YEAR_MS);
  const subject = [
    { name: 'commonName', value: wish.name },
    { name: 'organizationName', value: 'Hearth test' },
  ];
  certificate.setSubject(subject);
  certificate.setIssuer(wish.issuer === null ? subject : wish.issuer.certificate.subject.attributes);
  const isAuthority = wish.kind !== 'leaf';
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: isAuthority },
    isAuthority
      ? { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true }
      : { name: 'keyUsage', critical: true, digitalSignature: true },
    ...(isAuthority ? [] : [{ name: 'extKeyUsage', codeSigning: true }]),
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign((wish.issuer?.keys ?? keys).privateKey, forge.md.sha256.create());
  return { keys, certificate };
}
