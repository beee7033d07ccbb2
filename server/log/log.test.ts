import { describe, expect, test } from '@jest/globals';
import { createLog, redactUrl } from './index';

describe('redactUrl', () => {
  test.each([
    ['/live/ann/pw1/12.ts', '/live/***/***/12.ts'],
    ['/movie/ann/pw1/12.mp4?x=1', '/movie/***/***/12.mp4?x=1'],
    ['/timeshift/ann/pw1/60/2026-01-01:10-00/12.ts', '/timeshift/***/***/60/2026-01-01:10-00/12.ts'],
    ['/ann/pw1/12', '/***/***/12'],
    ['/ann/pw1/12.m3u8', '/***/***/12.m3u8'],
    ['/player_api/ann/pw1', '/player_api/***/***'],
    ['/player_api.php?username=ann&password=pw1&action=get_series', '/player_api.php?username=***&password=***&action=get_series'],
    ['/s/abc.def/live/x/index.m3u8', '/s/***/live/x/index.m3u8'],
    ['/relay/abc-def_/stream.m3u8', '/relay/***/stream.m3u8'],
    ['/activate?user_code=BCDF-GHJK', '/activate?user_code=***'],
    ['/api/v1/movies/12', '/api/v1/movies/12'],
    ['/', '/'],
  ])('%s', (url, expected) => {
    expect(redactUrl(url)).toBe(expected);
  });
});

test('nothing secret reaches the log', () => {
  let written = '';
  const log = createLog('info', { write: (line: string) => { written += line; } });
  log.info({ req: { method: 'GET', url: '/live/ann/hunter2/1.ts', ip: '::1' } }, 'request');
  log.info({ password: 'hunter2', body: { refresh_token: 'hunter2', inner: { pin: 'hunter2' } }, url: '/x?password=hunter2' }, 'fields');
  log.error({ err: new Error('broke', { cause: new Error('http://h/live/ann/hunter2/1.ts') }) }, 'failed');
  expect(written).toContain('"url":"/live/***/***/1.ts"');
  expect(written).not.toContain('hunter2');
});
