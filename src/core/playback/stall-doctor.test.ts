import { expect, test } from '@jest/globals';
import { diagnose } from './stall-doctor';
import type { Diagnosis, DoctorFacts } from './stall-doctor';

const FINE: DoctorFacts = { isOnline: true, isStalled: false, bufferedAheadMs: 20_000, bitrateBps: 5e6, bandwidthBps: 20e6, bestBandwidthBps: 30e6, droppedPerSecond: 0 };

test.each<readonly [string, Partial<DoctorFacts>, Diagnosis]>([
  ['all is well', {}, 'well'],
  ['no network', { isOnline: false, isStalled: true }, 'offline'],
  ['pictures arrive and are not shown', { droppedPerSecond: 8 }, 'decoder'],
  ['dropped because nothing is there', { droppedPerSecond: 8, bufferedAheadMs: 200, bandwidthBps: 1e6, bestBandwidthBps: 2e6 }, 'line'],
  ['never enough', { isStalled: true, bufferedAheadMs: 0, bandwidthBps: 2e6, bestBandwidthBps: 4e6 }, 'line'],
  ['enough before, not now', { isStalled: true, bufferedAheadMs: 0, bandwidthBps: 2e6 }, 'server'],
  ['a quick line and nothing comes', { isStalled: true, bufferedAheadMs: 0 }, 'server'],
  ['a native player that tells nothing', { isStalled: true, bufferedAheadMs: null, bandwidthBps: null, bestBandwidthBps: null, bitrateBps: null, droppedPerSecond: null }, 'unknown'],
  ['nothing told and nothing wrong', { bufferedAheadMs: null, bandwidthBps: null, bestBandwidthBps: null, bitrateBps: null, droppedPerSecond: null }, 'well'],
])('%s', (_name, facts, diagnosis) => {
  expect(diagnose({ ...FINE, ...facts })).toBe(diagnosis);
});
