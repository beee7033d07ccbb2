import { expect, test } from '@jest/globals';
import { FakeLog } from '#test/harness/fakes';
import { createBilling } from '#test/simulators/testing';
import type { BillingSheet } from '#test/simulators/testing';
import { findSamsungBilling, SamsungBilling } from './samsung-billing';
import type { TizenNatives } from './tizen-natives';

const DETAILS = JSON.stringify({ OrderItemID: 'rent', OrderTitle: 'Kestrel', OrderTotal: '3.99', OrderCurrencyID: 'EUR', OrderID: 'o-1', OrderCustomID: 'c' });
const violations: string[] = [];

/** A simulated set's Checkout beneath the port. */
function open(privileges: readonly string[] = ['http://developer.samsung.com/privilege/billing'], osVersion = '6.0'): { readonly billing: SamsungBilling; readonly sheet: BillingSheet } {
  const window: Record<string, unknown> = {};
  const parts = {
    window, config: { privileges, preset: { osVersion } }, timers: { after: (_ms: number, run: () => void) => { run(); } },
    journal: { event: () => undefined, violation: (words: string) => violations.push(words) },
    visibility: { set: () => undefined },
  };
  const webapis = { billing: createBilling(parts as unknown as Parameters<typeof createBilling>[0]), productinfo: { getSystemConfig: () => 'DE' } };
  return { billing: new SamsungBilling({ tizen: {}, webapis } as unknown as TizenNatives, new FakeLog()), sheet: window['simulatedBilling'] as BillingSheet };
}

test('what the platform says goes to the sheet as it is; what becomes of the sheet is told and never throws', async () => {
  const { billing, sheet } = open();
  const order = { appId: '320', serverType: 'DEV', details: DETAILS } as const;
  const told: string[] = [];
  for (const answer of ['SUCCESS', 'CANCEL', 'FAILED'] as const) {
    sheet.answer = answer;
    told.push(await billing.buy(order));
  }
  expect([told, sheet.asked[0], billing.country(), violations]).toEqual([['bought', 'cancelled', 'failed'], DETAILS, 'DE', []]);
  expect(await billing.buy({ ...order, serverType: 'TEST' as 'DEV' })).toBe('failed');
  expect(await billing.buy({ ...order, details: '{}' })).toBe('failed');
  expect(await open([]).billing.buy(order)).toBe('failed');
  expect(violations).toHaveLength(3);
});

test('a page without Checkout has no shop', () => {
  expect(findSamsungBilling({ tizen: {}, webapis: {} }, new FakeLog())).toBeNull();
});
