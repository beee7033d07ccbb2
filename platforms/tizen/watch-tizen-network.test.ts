import { expect, test } from '@jest/globals';
import { FakeLog } from '#test/harness/fakes';
import type { TizenNatives } from './tizen-natives';
import { watchTizenNetwork } from './watch-tizen-network';

test('the set is asked at the start and when the app comes to the front: what changed while it was frozen was told to nobody', () => {
  const told: boolean[] = [];
  let isConnected = true;
  let show: (isForeground: boolean) => void = () => undefined;
  let tell: (state: number) => void = () => undefined;
  const removed: number[] = [];
  const network = {
    isConnectedToGateway: () => isConnected,
    addNetworkStateChangeListener: (listener: (state: number) => void) => {
      tell = listener;
      return 7;
    },
    removeNetworkStateChangeListener: (id: number) => removed.push(id),
  };
  const watcher = { first: (listener: (isForeground: boolean) => void) => {
    show = listener;
    return () => {
      show = () => undefined;
    };
  } };
  const leave = watchTizenNetwork({ tizen: {}, webapis: { network } } as unknown as TizenNatives, { isOnline: true, report: (isOnline) => { told.push(isOnline); } }, watcher, new FakeLog());
  isConnected = false;
  show(false);
  show(true);
  tell(4);
  expect(told).toEqual([true, false, true]);
  leave();
  show(true);
  expect([told.length, removed]).toEqual([3, [7]]);
});
