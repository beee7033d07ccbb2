import { createHash, createSign } from 'node:crypto';
import type { PackageFile } from '../scripts/packaging';
import type { SigningIdentity } from './signing-identity';

/** Which of the two signatures of a Tizen package. */
export type SignatureRole = 'author' | 'distributor';

/** File of each signature in the package's root. */
export const SIGNATURE_FILES: Readonly<Record<SignatureRole, string>> = {
  author: 'author-signature.xml',
  distributor: 'signature1.xml',
};

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const ROOT_IDS: Readonly<Record<SignatureRole, string>> = {
  author: 'AuthorSignature',
  distributor: 'DistributorSignature',
};

/** Width of base64 lines; the one xmlsec itself writes. */
const BASE64_COLUMNS = 64;

/**
 * The signed properties in canonical form (C14N 1.1): what the `#prop` reference digests. Its digest depends on nothing
 * but the role, and every Tizen signing tool arrives at the same one.
 */
export function canonicalProperties(role: SignatureRole): string {
  return propertiesElement(role, ` xmlns="${DSIG}"`);
}

function propertiesElement(role: SignatureRole, namespace: string): string {
  const target = `#${ROOT_IDS[role]}`;
  return (
    `<Object${namespace} Id="prop"><SignatureProperties xmlns:dsp="http://www.w3.org/2009/xmldsig-properties">` +
    `<SignatureProperty Id="profile" Target="${target}">` +
    '<dsp:Profile URI="http://www.w3.org/ns/widgets-digsig#profile"></dsp:Profile></SignatureProperty>' +
    `<SignatureProperty Id="role" Target="${target}">` +
    `<dsp:Role URI="http://www.w3.org/ns/widgets-digsig#role-${role}"></dsp:Role></SignatureProperty>` +
    `<SignatureProperty Id="identifier" Target="${target}">` +
    '<dsp:Identifier></dsp:Identifier></SignatureProperty></SignatureProperties></Object>'
  );
}

/**
 * One signature over the raw bytes of `files`, which must be sorted and hold no `signatureN.xml`; for the distributor they
 * include `author-signature.xml`. The text is written in canonical form already, so that what is signed is what is
 * written. RSA PKCS#1 v1.5 with SHA-256: deterministic, and taken by every Tizen generation.
 * Follows: W3C XML Digital Signatures for Widgets; XMLDSig 1.0 with exclusive canonicalisation.
 */
export function signWidget(files: readonly PackageFile[], role: SignatureRole, identity: SigningIdentity): string {
  const references = [
    ...files.map((file) => referenceElement(encodeURIComponent(file.path), '', sha256Base64(file.bytes))),
    referenceElement(
      '#prop',
      '<Transforms><Transform Algorithm="http://www.w3.org/2006/12/xml-c14n11"></Transform></Transforms>',
      sha256Base64(Buffer.from(canonicalProperties(role))),
    ),
  ];
  const signedInfo = (namespace: string): string =>
    `<SignedInfo${namespace}>\n` +
    '<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></CanonicalizationMethod>\n' +
    '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></SignatureMethod>\n' +
    `${references.join('\n')}\n</SignedInfo>`;
  const value = createSign('sha256')
    .update(signedInfo(` xmlns="${DSIG}"`))
    .sign(identity.privateKeyPem, 'base64');
  const certificates = identity.certificates.map(
    (certificate) => `<X509Certificate>\n${wrap(certificate.derBase64)}\n</X509Certificate>`,
  );
  return (
    `<Signature xmlns="${DSIG}" Id="${ROOT_IDS[role]}">\n${signedInfo('')}\n` +
    `<SignatureValue>\n${wrap(value)}\n</SignatureValue>\n` +
    `<KeyInfo>\n<X509Data>\n${certificates.join('\n')}\n</X509Data>\n</KeyInfo>\n` +
    `${propertiesElement(role, '')}\n</Signature>\n`
  );
}

function referenceElement(uri: string, transforms: string, digest: string): string {
  return (
    `<Reference URI="${uri}">${transforms}<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod>` +
    `<DigestValue>${digest}</DigestValue></Reference>`
  );
}

function sha256Base64(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}

function wrap(base64: string): string {
  return (base64.match(new RegExp(`.{1,${BASE64_COLUMNS}}`, 'g')) ?? []).join('\n');
}
