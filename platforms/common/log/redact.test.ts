import { FakeClock } from '#test/harness/fakes';
import { ConsoleLog } from './console-log';
import { redactFacts, redactText } from './redact';

describe('redactText', () => {
  it.each([
    ['GET http://user:pass@panel.example:8080/live/joe/s3cret/1.ts failed', 'GET http://panel.example:8080/… failed'],
    ['http://panel.example/player_api.php?username=joe&password=s3cret', 'http://panel.example/…'],
    ['sent Bearer abc.def-ghi to it', 'sent Bearer ••• to it'],
    ['form username=joe&password=s3cret', 'form username=•••&password=•••'],
    ['plain words stay', 'plain words stay'],
  ])('%s', (line, expected) => {
    expect(redactText(line)).toBe(expected);
  });
});

describe('redactFacts', () => {
  it('masks by name and by content, and stops at depth', () => {
    const facts = { password: 'x', accessToken: 'y', host: 'panel.example', url: 'http://panel.example/live/a/b', list: ['http://u:p@h/x'], deep: { a: { b: { c: 1 } } } };
    expect(redactFacts(facts)).toEqual({
      password: '•••', accessToken: '•••', host: 'panel.example', url: 'http://panel.example/…', list: ['http://h/…'], deep: { a: { b: '[object]' } },
    });
  });

  it('shows errors without their secrets', () => {
    expect(redactFacts(new Error('http://h/a?password=1'))).toBe('Error: http://h/…');
  });
});

describe('ConsoleLog', () => {
  it('keeps redacted lines and writes from its floor on', () => {
    const written: unknown[][] = [];
    const write = (...words: unknown[]): void => {
      written.push(words);
    };
    const log = new ConsoleLog(new FakeClock(), { debug: write, info: write, warn: write, error: write }, 'warn');
    log.write('info', 'quiet');
    log.write('warn', 'at http://h/secret', { token: 'x' });
    expect(written).toEqual([['at http://h/…', { token: '•••' }]]);
    expect(log.recent().map((line) => line.message)).toEqual(['quiet', 'at http://h/…']);
  });

  it('forgets the oldest', () => {
    const ignore = (): void => undefined;
    const log = new ConsoleLog(new FakeClock(), { debug: ignore, info: ignore, warn: ignore, error: ignore });
    for (let i = 0; i < 250; i += 1) log.write('info', String(i));
    expect(log.recent()).toHaveLength(200);
    expect(log.recent()[0]?.message).toBe('50');
  });
});
