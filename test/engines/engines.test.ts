import { describe, expect, test } from '@jest/globals';
import { checkIntegrity, engineCacheFolder, engineRecord } from '.';

describe('engines', () => {
  test('are kept in the cache folder of the user', () => {
    expect(engineCacheFolder({ XDG_CACHE_HOME: '/cache' })).toBe('/cache/hearth/engines');
    expect(engineCacheFolder({})).toMatch(/\/\.cache\/hearth\/engines$/);
  });

  test('name the known ones when an unknown one is asked for', () => {
    expect(() => engineRecord('12')).toThrow(/No engine 12; known: 63, 68/);
  });

  test('refuse a package with another hash', () => {
    expect(() => {
      checkIntegrity(new Uint8Array([1, 2, 3]), 'sha512-abc');
    }).toThrow(/where sha512-abc was expected/);
  });
});
