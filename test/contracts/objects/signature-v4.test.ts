import { expect, test } from '@jest/globals';
import { AwsClient } from 'aws4fetch';
import { findSignatureFault } from '#test/harness/s3';
import type { SignedRequest } from '#test/harness/s3';

/** The example "GET Object" of AWS's description of signatures of version 4 in headers. */
const EXAMPLE: SignedRequest = {
  method: 'GET', target: '/test.txt', body: new Uint8Array(),
  headers: {
    host: 'examplebucket.s3.amazonaws.com', range: 'bytes=0-9', 'x-amz-date': '20130524T000000Z', 'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    authorization: 'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
};
const KEY = { accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1' };
const THEN_MS = Date.UTC(2013, 4, 24);

const changed = (headers: SignedRequest['headers']): SignedRequest => ({ ...EXAMPLE, headers: { ...EXAMPLE.headers, ...headers } });

test('the example of AWS is right, and nothing else is', () => {
  expect(findSignatureFault(EXAMPLE, KEY, THEN_MS)).toBeNull();
  expect(findSignatureFault(EXAMPLE, { ...KEY, secretKey: 'another' }, THEN_MS)).toBe('SignatureDoesNotMatch');
  expect(findSignatureFault({ ...EXAMPLE, target: '/other.txt' }, KEY, THEN_MS)).toBe('SignatureDoesNotMatch');
  expect(findSignatureFault({ ...EXAMPLE, method: 'PUT' }, KEY, THEN_MS)).toBe('SignatureDoesNotMatch');
  expect(findSignatureFault(changed({ range: 'bytes=0-99' }), KEY, THEN_MS)).toBe('SignatureDoesNotMatch');
  expect(findSignatureFault({ ...EXAMPLE, body: Buffer.from('x') }, KEY, THEN_MS)).toBe('XAmzContentSHA256Mismatch');
  expect(findSignatureFault(changed({ 'x-amz-acl': 'public-read' }), KEY, THEN_MS)).toBe('AccessDenied');
  expect(findSignatureFault(EXAMPLE, KEY, THEN_MS + 3_600_000)).toBe('RequestTimeTooSkewed');
  expect(findSignatureFault(EXAMPLE, { ...KEY, region: 'eu-central-1' }, THEN_MS)).toBe('AuthorizationHeaderMalformed');
  expect(findSignatureFault(changed({ authorization: undefined }), KEY, THEN_MS)).toBe('AccessDenied');
});

test('what the client signs is right for queries and names that have to be spelled out', async () => {
  const client = new AwsClient({ accessKeyId: KEY.accessKey, secretAccessKey: KEY.secretKey, region: KEY.region, service: 's3' });
  for (const path of ['/hearth?list-type=2&prefix=a%2Fb&max-keys=3', '/hearth/a/b~c_d.ts']) {
    const signed = await client.sign(`http://127.0.0.1:9${path}`, { method: 'GET' });
    const url = new URL(signed.url);
    const headers = { ...Object.fromEntries(signed.headers), host: url.host };
    expect(findSignatureFault({ method: 'GET', target: url.pathname + url.search, headers, body: new Uint8Array() }, KEY, Date.now())).toBeNull();
  }
});
