import { expect, test } from '@jest/globals';
import { listModels, readTvOptions } from './read-options';

test('the set, the platform and the port are read', () => {
  expect(readTvOptions([])).toMatchObject({ family: 'tizen', chaos: 'calm', platformUrl: '', port: 8090, preset: { id: 'tizen-6.0' } });
  expect(readTvOptions(['--webos', '22', '--chaos', '--platform', 'http://10.0.0.5:8080/', '--port', '9000'])).toMatchObject({
    family: 'webos', chaos: 'field', platformUrl: 'http://10.0.0.5:8080', port: 9000, preset: { id: 'webos-22' },
  });
  expect(readTvOptions(['--webos']).preset.id).toBe('webos-6');
});

test.each([
  [['--tizen', '99'], /no tizen 99; known: 3\.0/],
  [['--tv'], /What is --tv\?/],
  [['--tizen', '5.0', '--webos', '6'], /One set at a time/],
  [['--platform', 'hearth'], /--platform needs the address/],
  [['--port', 'x'], /--port needs a number/],
])('%j is refused in words', (words, message) => {
  expect(() => readTvOptions(words)).toThrow(message);
});

test('every model is listed', () => {
  expect(listModels().length).toBeGreaterThan(18);
});
