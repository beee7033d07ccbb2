import { expect, test } from '@jest/globals';
import { AppError, fail, ok } from '#core/base';
import type { WireHello } from '#core/wire';
import { FakeLog, FakeStorage } from '#test/harness/fakes';
import { isOlderVersion, tellOperatorNotice } from './tell-operator-notice';

const HELLO: WireHello = { product: 'hearth', name: 'Fjord TV', version: '2.0.0', minAppVersion: '1.2.0', message: '', timeMs: 0, activationUrl: '' };

test.each([['1.2.0', '1.2.0', false], ['1.1.9', '1.2.0', true], ['0.9.9', '1.0.0', true], ['1.10.0', '1.9.0', false], ['1.2.0', '', false], ['1.2.0', 'soon', false]])('%s before %s: %s', (one, other, isOlder) => {
  expect(isOlderVersion(one, other)).toBe(isOlder);
});

test('an old app is told so at every start; a message is shown once, a new one again; a platform that cannot be reached says nothing', async () => {
  const told: string[] = [];
  const storage = new FakeStorage();
  const start = (hello: Partial<WireHello> | null, version: string): Promise<void> => tellOperatorNotice({
    host: { storage, log: new FakeLog() },
    platform: { hello: async () => (hello === null ? fail(new AppError('net.offline')) : ok({ ...HELLO, ...hello })) },
    notices: {
      ask: async (question) => {
        told.push(`${question.title}: ${question.text}`);
        return question.safeId;
      },
    },
    translator: { t: (key, values) => `${key} ${Object.values(values ?? {}).join(' ')}`.trim() },
    version,
  });
  await start(null, '1.0.0');
  await start({}, '1.2.0');
  expect(told).toEqual([]);
  await start({ message: 'Work on Sunday' }, '1.0.0');
  await start({ message: 'Work on Sunday' }, '1.0.0');
  await start({ message: 'Done' }, '1.2.0');
  const update = 'operator.update.title: operator.update.text 1.2.0 1.0.0';
  expect(told).toEqual([update, 'operator.message.title Fjord TV: Work on Sunday', update, 'operator.message.title Fjord TV: Done']);
});
