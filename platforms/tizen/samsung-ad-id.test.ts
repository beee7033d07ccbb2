import { expect, test } from '@jest/globals';
import { FakeLog } from '#test/harness/fakes';
import { findSamsungAdId } from './samsung-ad-id';
import type { TizenNatives } from './tizen-natives';

const fail = (name: string) => (): never => {
  throw Object.assign(new Error(name), { name });
};
const natives = (adinfo: object | undefined): TizenNatives => ({ tizen: {}, webapis: adinfo === undefined ? {} : { adinfo } }) as unknown as TizenNatives;

test.each([
  ['the id', { isLATEnabled: () => false, getTIFA: () => 'tifa-1' }, 'tifa-1'],
  ['none while tracking is limited, and it is not even asked for', { isLATEnabled: () => true, getTIFA: fail('asked') }, null],
  ['none without a PSID', { isLATEnabled: () => false, getTIFA: fail('InvalidStateError') }, null],
  ['none where the set cannot say whether it is limited', { isLATEnabled: fail('UnknownError'), getTIFA: () => 'tifa-1' }, null],
])('%s', (_what, adinfo, wanted) => {
  const log = new FakeLog();
  expect(findSamsungAdId(natives(adinfo), ['advertising-id'], log)?.id()).toBe(wanted);
  expect(log.lines.filter((line) => /tifa-1|warn|error /.test(line))).toEqual([]);
});

test('a set without the interface and a package that does not use it have none', () => {
  expect([findSamsungAdId(natives(undefined), ['advertising-id'], new FakeLog()), findSamsungAdId(natives({}), [], new FakeLog())]).toEqual([null, null]);
});
