import { X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { PackagingError } from '../scripts/packaging';

/** One certificate of a chain. */
export interface ChainCertificate {
  /** DER in one line of base64. */
  readonly derBase64: string;
  /** Readable subject, for example `CN=Operator Ltd`. */
  readonly subject: string;
  readonly validToMs: number;
}

/** A private key with its chain: leaf first, then the intermediates, no root. */
export interface SigningIdentity {
  readonly privateKeyPem: string;
  readonly certificates: readonly ChainCertificate[];
}

/** Where a PKCS#12 came from, so that its errors name what to change. */
export interface Pkcs12Source {
  readonly bytes: Uint8Array;
  readonly password: string;
  /** Name of the variable or file shown in errors. */
  readonly fileField: string;
  readonly passwordField: string;
}

/** A bag as it really comes: what node-forge cannot read is `null`, which its typings do not say. */
interface ReadableBag {
  readonly key?: forge.pki.rsa.PrivateKey | null | undefined;
  readonly cert?: forge.pki.Certificate | null | undefined;
}

/**
 * Opens a PKCS#12 (modern AES or legacy 3DES/RC2; Node's own crypto reads neither). Throws {@link PackagingError} when the
 * password is wrong, the file is something else, or it lacks an RSA key with its certificate.
 */
export function readPkcs12(source: Pkcs12Source): SigningIdentity {
  const store = openStore(source);
  const bags = (type: string | undefined): readonly ReadableBag[] =>
    type === undefined ? [] : (store.getBags({ bagType: type })[type] ?? []);
  const keys = [...bags(forge.pki.oids['pkcs8ShroudedKeyBag']), ...bags(forge.pki.oids['keyBag'])];
  const key = keys.map((bag) => bag.key).find((candidate) => candidate !== undefined && candidate !== null);
  const certificates = bags(forge.pki.oids['certBag'])
    .map((bag) => bag.cert)
    .filter((certificate) => certificate !== undefined && certificate !== null);
  if (key === undefined || certificates.length === 0) {
    throw refuse(
      source.fileField,
      'must hold an RSA private key with its certificates',
      'export it anew from the certificate manager',
    );
  }
  const chain = orderChain(key, certificates);
  if (chain.length === 0) {
    throw refuse(
      source.fileField,
      'has no certificate that belongs to its private key',
      'export key and chain together',
    );
  }
  return { privateKeyPem: forge.pki.privateKeyToPem(key), certificates: chain.map(describeCertificate) };
}

function openStore(source: Pkcs12Source): forge.pkcs12.Pkcs12Pfx {
  let asn1: forge.asn1.Asn1;
  try {
    asn1 = forge.asn1.fromDer(Buffer.from(source.bytes).toString('binary'));
  } catch {
    throw refuse(source.fileField, 'is not a PKCS#12 file', 'author.p12');
  }
  try {
    return forge.pkcs12.pkcs12FromAsn1(asn1, false, source.password);
  } catch (error) {
    const isPassword = error instanceof Error && /MAC could not be verified|Invalid password/i.test(error.message);
    if (isPassword)
      throw refuse(source.passwordField, 'is not the password of the PKCS#12 file', 'the one chosen at export');
    throw refuse(source.fileField, 'is not a PKCS#12 file that can be opened', 'author.p12');
  }
}

/** Leaf, then each issuer; a self-signed root is left out, since the television brings its own. */
function orderChain(
  key: forge.pki.PrivateKey,
  certificates: readonly forge.pki.Certificate[],
): forge.pki.Certificate[] {
  const privateKey = key as forge.pki.rsa.PrivateKey;
  const chain: forge.pki.Certificate[] = [];
  let next = certificates.find((certificate) =>
    (certificate.publicKey as forge.pki.rsa.PublicKey).n.equals(privateKey.n),
  );
  while (next !== undefined && !chain.includes(next)) {
    const current: forge.pki.Certificate = next;
    if (chain.length > 0 && current.isIssuer(current)) break;
    chain.push(current);
    next = certificates.find((candidate) => candidate !== current && current.isIssuer(candidate));
  }
  return chain;
}

function describeCertificate(certificate: forge.pki.Certificate): ChainCertificate {
  const der = forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes();
  const parsed = new X509Certificate(Buffer.from(der, 'binary'));
  return {
    derBase64: forge.util.encode64(der),
    subject: parsed.subject.split('\n').join(', '),
    validToMs: Date.parse(parsed.validTo),
  };
}

function refuse(field: string, reason: string, example: string): PackagingError {
  return new PackagingError('The signing certificate cannot be used:', [{ field, reason, example }]);
}
