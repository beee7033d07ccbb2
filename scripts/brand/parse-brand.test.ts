import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { brandSlug, parseBrand, tizenAppId, webosServiceId } from '../brand-format';
import { choosePlatformUrl } from './choose-platform-url';

const hearth: unknown = JSON.parse(readFileSync('static/brand/hearth.json', 'utf8'));

/** The product's brand file with one field changed; `undefined` removes it. */
function changed(path: string, value: unknown): unknown {
  const copy: unknown = structuredClone(hearth);
  const names = path.split('.');
  let place = copy as Record<string, unknown>;
  for (const name of names.slice(0, -1)) place = place[name] as Record<string, unknown>;
  const last = names[names.length - 1] ?? '';
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}

function problemsOf(value: unknown): readonly { field: string; reason: string; example: string }[] {
  const result = parseBrand(value);
  return result.ok ? [] : result.error;
}

describe('a brand file', () => {
  test('the product’s own passes', () => {
    const result = parseBrand(hearth);
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    expect(tizenAppId(result.value)).toBe('HearthTv01.Hearth');
    expect(webosServiceId(result.value)).toBe('com.hearthtv.app.service');
    expect(brandSlug(result.value)).toBe('hearth');
    expect(brandSlug({ ...result.value, name: 'Nördvik TV+' })).toBe('nordvik-tv');
  });

  test.each([
    ['name', undefined, 'is missing, must be one line of 1 to 30 characters'],
    ['name', '', 'must be one line'],
    ['name', ' Hearth', 'must be one line'],
    ['name', 'two\nlines', 'must be one line'],
    ['name', 7, 'must be one line of 1 to 30 characters without spaces at its ends, is 7'],
    ['description', 'x'.repeat(61), '1 to 60 characters'],
    ['vendor', undefined, 'must be an object, is missing'],
    ['vendor.url', 'hearth.example', 'must be an http or https address'],
    ['vendor.url', 'https://user:word@hearth.example', 'must be an http or https address'],
    ['versionFrom', '../package.json', 'a relative path inside the folder'],
    ['languages', [], 'a list with at least one entry, is an empty list'],
    ['platformUrl', 'https://tv.example/', 'without credentials, query or slash at its end'],
    ['platformUrl', 'ftp://tv.example', 'http or https'],
    ['colors.accent', 'orange', 'a colour as # and six hexadecimal digits, is "orange"'],
    ['colors.onAccent', '#fff', 'six hexadecimal digits'],
    ['art.mark', 'hearth/mark.png', 'ending in .svg'],
    ['art.folder', '../elsewhere', 'a relative path inside the folder'],
    ['tizen.packageId', 'Hearth', 'must be exactly 10 letters or digits, is "Hearth"'],
    ['tizen.appName', 'My App', '1 to 52 letters or digits'],
    ['tizen.requiredVersion', '2.4', 'a Tizen version from 3.0 on'],
    ['tizen.uses', ['voice'], 'holds "voice", whose privileges sets before Tizen 6.0 do not know'],
    ['webos.appId', 'com.hearth-tv.app', 'joined by dots'],
    ['webos.appId', 'com.hearth.2tv', 'each beginning with a letter'],
    ['webos.appId', 'com.Hearth.tv', 'joined by dots'],
    ['webos.appId', 'com.webos.hearth', 'not below'],
    ['webos.serviceName', '2nd', '1 to 20 characters'],
  ])('%s = %j is refused by name, reason and example', (path, value, reason) => {
    const problems = problemsOf(changed(path, value));
    expect(problems[0]?.field).toBe(path);
    expect(problems[0]?.reason).toContain(reason);
    expect(problems[0]?.example).not.toBe('');
  });

  test('list entries and map keys are named', () => {
    expect(problemsOf(changed('languages', ['en', 'english']))[0]?.field).toBe('languages[1]');
    expect(problemsOf(changed('tizen.uses', ['preview', 'microphone']))[0]).toMatchObject({ field: 'tizen.uses[1]', example: '"preview"' });
    expect(problemsOf(changed('tizen.preparesAhead', ['*']))[0]?.field).toBe('tizen.preparesAhead[0]');
    expect(problemsOf(changed('tizen.uses', undefined))).toEqual([]);
    expect(problemsOf(changed('languages', ['en', 'en']))[0]?.reason).toBe('repeats "en"');
    expect(problemsOf(changed('localNames', { ar: '' }))[0]?.field).toBe('localNames.ar');
    expect(problemsOf(changed('localNames', { AR: 'x' }))[0]?.field).toBe('localNames, the key "AR"');
  });

  test('a misspelt field is not ignored', () => {
    const [problem] = problemsOf(changed('colors.acent2', '#000000'));
    expect(problem).toEqual({
      field: 'colors.acent2',
      reason: 'is not a known field',
      example: 'one of accent, accent2, background, onAccent',
    });
  });

  test('everything wrong is said at once', () => {
    expect(problemsOf({}).map((problem) => problem.field)).toEqual(
      expect.arrayContaining([
        'name',
        'description',
        'vendor',
        'versionFrom',
        'languages',
        'platformUrl',
        'colors',
        'art',
        'tizen',
        'webos',
      ]),
    );
  });

  test.each([[null], [[]], ['text'], [7]])('%j is no brand file', (value) => {
    expect(problemsOf(value)[0]).toMatchObject({
      field: 'the file',
      reason: expect.stringContaining('must be an object'),
    });
  });
});

describe('--platform-url', () => {
  test('replaces the brand’s and is judged like it', () => {
    expect(choosePlatformUrl(null, 'https://tv.example')).toBe('https://tv.example');
    expect(choosePlatformUrl('http://192.168.1.20:8080', 'https://tv.example')).toBe('http://192.168.1.20:8080');
    expect(() => choosePlatformUrl('192.168.1.20', '')).toThrow(
      '--platform-url: must be empty, or an http or https address',
    );
  });
});
