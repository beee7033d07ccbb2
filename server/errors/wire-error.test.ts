import { describe, expect, test } from '@jest/globals';
import { AppError, ERRORS } from '#core/base';
import type { ErrorCode } from '#core/base';
import { answerFor, statusOf } from './index';

describe('answerFor', () => {
  test('every registered code has an error status', () => {
    for (const code of Object.keys(ERRORS) as ErrorCode[]) {
      expect(statusOf(code)).toBeGreaterThanOrEqual(400);
      expect(statusOf(code)).toBeLessThan(600);
    }
  });

  test('own errors keep code and message', () => {
    expect(answerFor(new AppError('http.not-found', { message: 'no such film' }))).toEqual({
      status: 404,
      body: { error: { code: 'http.not-found', message: 'no such film' } },
    });
  });

  test('validation errors of the framework are input.invalid', () => {
    const answer = answerFor(Object.assign(new Error('body/kind must be equal to one of the allowed values'), { statusCode: 400 }));
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'input.invalid' } } });
  });

  test('what nobody expected tells nothing', () => {
    const answer = answerFor(new Error('SQLITE_IOERR /srv/secret/path'));
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
    expect(answerFor('text').status).toBe(500);
    const away = answerFor(new AppError('storage.broken', { message: '/srv/secret' }));
    expect([away.status, away.body.error]).toEqual([503, { code: 'http.server', message: 'The platform could not answer.' }]);
  });
});
