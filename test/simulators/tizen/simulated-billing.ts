import type { TelevisionParts } from '../core/television-parts';
import { needPrivilege, refuseCall } from './web-api-exception';
import type { WebApiErrorName } from './web-api-exception';

const BILLING = 'http://developer.samsung.com/privilege/billing';
/** Fields of a purchase, all texts. */
const NEEDED = ['OrderItemID', 'OrderTitle', 'OrderTotal', 'OrderCurrencyID', 'OrderCustomID'] as const;
/** Somebody looks at the sheet. */
const SHEET_MS = 50;

/** What somebody does with the sheet; a test sets it on `window.simulatedBilling`. */
export interface BillingSheet {
  answer: 'SUCCESS' | 'CANCEL' | 'FAILED';
  /** Details of what was asked for, newest last. */
  readonly asked: string[];
}

/** `webapis.billing`: takes no money, checks what it is asked as the set does, and answers as a test wants. */
export function createBilling(parts: TelevisionParts): object {
  const { config, journal, timers, visibility, window } = parts;
  const sheet: BillingSheet = { answer: 'SUCCESS', asked: [] };
  Object.defineProperty(window, 'simulatedBilling', { configurable: true, value: sheet });
  const refuse = (name: WebApiErrorName, words: string): never => refuseCall(journal, 'buyItem', name, words);
  return {
    buyItem: (appId: unknown, server: unknown, details: unknown, ok: (data: object) => void, fail?: (error: object) => void) => {
      needPrivilege(parts, 'buyItem', BILLING);
      // The kind of error changed with Tizen 6 (tv-platforms 3.6).
      if (server !== 'DEV' && server !== 'PRD') refuse(Number(config.preset.osVersion) >= 6 ? 'TypeMismatchError' : 'InvalidValuesError', `server type ${String(server)}`);
      if (typeof appId !== 'string' || appId === '' || typeof details !== 'string') refuse('TypeMismatchError', 'app id and details are texts');
      const fields = JSON.parse(String(details)) as Record<string, unknown>;
      const missing = NEEDED.find((name) => typeof fields[name] !== 'string' || fields[name] === '');
      if (missing !== undefined) refuse('InvalidValuesError', `${missing} is missing`);
      sheet.asked.push(String(details));
      journal.event('checkout opened');
      // The sheet is another app in front of the page, which is not frozen.
      visibility.set(true);
      timers.after(SHEET_MS, () => {
        visibility.set(false);
        journal.event(`checkout closed: ${sheet.answer}`);
        if (sheet.answer === 'FAILED' && fail !== undefined) fail({ name: 'UnknownError', message: 'simulated' });
        else ok({ payResult: sheet.answer, payDetail: JSON.stringify(sheet.answer === 'SUCCESS' ? { InvoiceID: 'SIM-1' } : {}) });
      });
      return true;
    },
  };
}
