import type { AppError, Result } from '../base';
import { isTrue, listOf, numberOf, oneOf, parseObject, rowsOf, textOf } from './fields';
import type { WireRecordings } from './wire-recordings';

/** Judges `GET /api/v1/recordings`; what is no recording or rule is left out. */
export function parseWireRecordings(value: unknown): Result<WireRecordings, AppError> {
  return parseObject(value, 'recordings', (fields) => ({
    isOffered: isTrue(fields, 'isOffered'),
    quotaMs: numberOf(fields, 'quotaMs', 0),
    usedMs: numberOf(fields, 'usedMs', 0),
    items: rowsOf(listOf(fields, 'items'), (item) => {
      const state = oneOf(item['state'], ['scheduled', 'recording', 'ready', 'failed'] as const);
      const [id, channelId] = [textOf(item, 'id'), textOf(item, 'channelId')];
      const [startMs, stopMs] = [numberOf(item, 'startMs', 0), numberOf(item, 'stopMs', 0)];
      if (state === null || id === '' || channelId === '' || stopMs <= startMs) return null;
      return {
        id, channelId, startMs, stopMs, state,
        channelName: textOf(item, 'channelName'),
        title: textOf(item, 'title'),
        subtitle: textOf(item, 'subtitle'),
        description: textOf(item, 'description'),
        picture: textOf(item, 'picture'),
        age: numberOf(item, 'age', -1),
        failure: textOf(item, 'failure'),
        durationMs: numberOf(item, 'durationMs', 0),
        isPartial: isTrue(item, 'isPartial'),
        expiresAtMs: numberOf(item, 'expiresAtMs', 0),
        ruleId: textOf(item, 'ruleId'),
      };
    }),
    rules: rowsOf(listOf(fields, 'rules'), (rule) => {
      const id = textOf(rule, 'id');
      return id === '' ? null : { id, channelId: textOf(rule, 'channelId'), title: textOf(rule, 'title') };
    }),
  }));
}
