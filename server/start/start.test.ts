import { describe, expect, test } from '@jest/globals';
import { printedBase, readyText } from './index';

describe('what the start prints', () => {
  test('an address others can open', () => {
    expect(printedBase('https://tv.example.net', '0.0.0.0', 8080)).toBe('https://tv.example.net');
    expect(printedBase('', '192.168.1.5', 8080)).toBe('http://192.168.1.5:8080');
    expect(printedBase('', '::1', 80)).toBe('http://[::1]:80');
    expect(printedBase('', '0.0.0.0', 8080)).toMatch(/^http:\/\/(?!0\.0\.0\.0).+:8080$/);
  });

  test('every way in, with passwords encoded where they stand in addresses', () => {
    const demo = { name: 'demo', password: 'a b', stream: { username: 'u&1', password: 'p' } };
    const text = readyText({ name: 'Hearth', version: '1', base: 'http://h:1', local: 'http://localhost:1', dataDir: '/d', demo, operator: { name: 'owner', password: 'once-only' }, elapsedMs: 1234 });
    for (const part of ['http://h:1/\n', 'http://h:1/tv', 'http://localhost:1/ on this machine', 'name demo   password a b', 'get.php?username=u%261&password=p&type=m3u_plus', 'xmltv.php?username=u%261', '(1.2 s)', 'http://h:1/console   name owner   password once-only']) {
      expect(text).toContain(part);
    }
    expect(readyText({ name: 'Hearth', version: '1', base: 'b', local: 'b', dataDir: '/d', demo: null, operator: null, elapsedMs: 0 })).not.toContain('password');
  });
});
