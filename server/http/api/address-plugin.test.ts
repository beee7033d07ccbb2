import { expect, test } from '@jest/globals';
import { openPlatformFixture } from '#server/fixture';

test('anybody hears where a request came from; a country only where the operator knows one', async () => {
  const plain = await openPlatformFixture();
  const answer = await plain.app.inject({ url: '/api/v1/address', remoteAddress: '203.0.113.9', headers: { 'x-forwarded-for': '198.51.100.1', 'x-country': 'NZ' } });
  expect([answer.json(), answer.headers['cache-control']]).toEqual([{ address: '203.0.113.9', country: '' }, 'no-store']);
  await plain.close();
  const behind = await openPlatformFixture({ isProxyTrusted: true, countryHeader: 'x-country' });
  expect((await behind.app.inject({ url: '/api/v1/address', remoteAddress: '10.0.0.1', headers: { 'x-forwarded-for': '198.51.100.1', 'x-country': 'nz' } })).json())
    .toEqual({ address: '198.51.100.1', country: 'NZ' });
  await behind.close();
});
