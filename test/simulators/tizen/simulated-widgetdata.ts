import type { TelevisionParts } from '../core/television-parts';
import type { SetMemory } from './set-memory';
import { needPrivilege, refuseCall, WebApiException } from './web-api-exception';

const PRIVILEGE = 'http://developer.samsung.com/privilege/widgetdata';
/** The first Tizen that answers through callbacks; how older ones answered is written nowhere, so they have only a version here. */
const SINCE = 4;
const LIMIT = 20_000;
const NAME = 'widgetdata';

/** `webapis.widgetdata`: one secret text of the app. Source: Samsung, WidgetData API. */
export function createWidgetData({ config, journal, timers }: Pick<TelevisionParts, 'config' | 'journal' | 'timers'>, memory: SetMemory): object {
  const begin = (call: string, ...callbacks: readonly unknown[]): void => {
    journal.call(`widgetdata.${call}`);
    needPrivilege({ config, journal }, `widgetdata.${call}`, PRIVILEGE);
    for (const callback of callbacks) {
      if (callback !== undefined && callback !== null && typeof callback !== 'function') refuseCall(journal, `widgetdata.${call}`, 'TypeMismatchError', 'a callback is no function');
    }
  };
  const answer = (callback: unknown, ...values: readonly unknown[]): void => {
    timers.after(5, () => {
      if (typeof callback === 'function') Reflect.apply(callback, undefined, values);
    });
  };
  const missing = (): WebApiException => new WebApiException('NotFoundError', 'nothing was written');
  const getVersion = (): string => {
    begin('getVersion');
    return '1.0';
  };
  if (Number(config.preset.osVersion) < SINCE) return { getVersion };
  return {
    getVersion,
    read: (ok: unknown, failed?: unknown): void => {
      begin('read', ok, failed);
      if (typeof ok !== 'function') refuseCall(journal, 'widgetdata.read', 'TypeMismatchError', 'a callback is missing');
      const text = memory.read(NAME);
      if (text === null) answer(failed, missing());
      else answer(ok, text);
    },
    write: (text: unknown, ok?: unknown, failed?: unknown): void => {
      begin('write', ok, failed);
      if (typeof text !== 'string') refuseCall(journal, 'widgetdata.write', 'TypeMismatchError', 'data is a text');
      if (text.length > LIMIT) {
        journal.event(`widgetdata: ${String(text.length)} characters are too many`);
        answer(failed, new WebApiException('DOMStringSizeError', `${String(LIMIT)} characters at most`));
        return;
      }
      memory.write(NAME, text);
      answer(ok);
    },
    remove: (ok?: unknown, failed?: unknown): void => {
      begin('remove', ok, failed);
      const isThere = memory.read(NAME) !== null;
      memory.write(NAME, null);
      if (isThere) answer(ok);
      else answer(failed, missing());
    },
  };
}
