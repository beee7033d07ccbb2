import { expect, test } from '@jest/globals';
import { readLicence } from './read-licence';

const ID = '00112233445566778899aabbccddeeff';
const KEY = 'ffeeddccbbaa99887766554433221100';

function of(type: string, key: string): ReturnType<typeof readLicence> {
  return readLicence({ 'inputstream.adaptive.license_type': type, 'inputstream.adaptive.license_key': key });
}

test('nothing is named', () => {
  expect([readLicence(), readLicence({ program: '1' }), of('org.example.other', 'https://a')]).toEqual([null, null, null]);
});

test.each([
  [`${ID}:${KEY}`], [`00112233-4455-6677-8899-AABBCCDDEEFF:${KEY.toUpperCase()}`], [`{"${ID}":"${KEY}"}`], [`{ "${ID}" : "${KEY}" }`],
])('keys are read as %s', (text) => {
  expect(of('org.w3.clearkey', text)).toEqual({ system: 'clearkey', url: '', headers: {}, keys: { [ID]: KEY } });
});

test('several keys, and none where there is none', () => {
  expect(of('clearkey', `${ID}:${KEY},${KEY}:${ID}`)?.keys).toEqual({ [ID]: KEY, [KEY]: ID });
  expect(of('clearkey', 'abc:def')).toEqual({ system: 'clearkey', url: '', headers: {}, keys: {} });
});

test('a server with the headers it wants; what is to be changed in bodies is passed over', () => {
  const url = 'https://licence.example/w?a=1';
  expect(of('com.widevine.alpha', `${url}|User-Agent=My%20Box&X-Token=a%3Db|R{SSM}|`)).toEqual({ system: 'widevine', url, headers: { 'user-agent': 'My Box', 'x-token': 'a=b' }, keys: {} });
  expect(of('com.microsoft.playready', url)).toEqual({ system: 'playready', url, headers: {}, keys: {} });
  expect(readLicence({ 'inputstream.adaptive.drm_legacy': `com.widevine.alpha|${url}|a=b` })).toEqual({ system: 'widevine', url, headers: { a: 'b' }, keys: {} });
  expect(readLicence({ 'inputstream.adaptive.drm_legacy': `org.w3.clearkey|${ID}:${KEY}` })?.keys).toEqual({ [ID]: KEY });
});
