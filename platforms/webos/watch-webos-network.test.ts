import { expect, test } from '@jest/globals';
import { AppError } from '#core/base';
import { settle } from '#test/harness/fakes';
import type { LunaAnswer } from './luna-bridge';
import { watchWebosNetwork } from './watch-webos-network';

test('the bus is asked anew when the app comes to the front, and one that does not answer changes nothing', async () => {
  const told: boolean[] = [];
  let answer: () => Promise<LunaAnswer> = () => Promise.resolve({ isInternetConnectionAvailable: false });
  let tell: (answer: LunaAnswer) => void = () => undefined;
  let show: (isForeground: boolean) => void = () => undefined;
  const luna = {
    subscribe: (_uri: string, _parameters: object, onAnswer: (answer: LunaAnswer) => void) => {
      tell = onAnswer;
      return () => undefined;
    },
    request: () => answer(),
  };
  watchWebosNetwork(luna, { report: (isOnline) => { told.push(isOnline); } }, { first: (listener) => {
    show = listener;
    return () => undefined;
  } });
  tell({ isInternetConnectionAvailable: true });
  show(false);
  show(true);
  await settle();
  answer = () => Promise.reject(new AppError('net.timeout'));
  show(true);
  await settle();
  expect(told).toEqual([true, false]);
});
