import { describe, expect, test } from '@jest/globals';
import { newerApis, readCompatData } from '.';

const since = (version: unknown): object => ({ __compat: { support: { chrome: version } } });
const names = (data: unknown, chromeMajor: number): string[] =>
  newerApis(data, chromeMajor).map((api) => [api.owner, api.member, api.isStatic ? 'static' : 'instance'].filter((part) => part !== null).join(' '));

describe('newerApis', () => {
  const data = {
    api: {
      AbortController: since({ version_added: '66' }),
      Element: { ...since({ version_added: '1' }), Element: since({ version_added: '70' }), closest: since({ version_added: '41' }), load_event: since({ version_added: '60' }) },
    },
    javascript: { builtins: { Array: { ...since({ version_added: '1' }), from: since({ version_added: '45' }), flat: since({ version_added: '69' }) } } },
  };

  test('tells globals, members, statics and events by the version that brought them', () => {
    expect(names(data, 40)).toEqual(['AbortController static', 'Element closest instance', 'Element onload instance', 'Array from static', 'Array flat instance']);
    expect(names(data, 66)).toEqual(['Array flat instance']);
  });

  test('counts what was behind a flag or prefix as absent', () => {
    const flagged = { api: { A: since([{ version_added: '10', flags: [] }, { version_added: '50' }]), B: since({ version_added: '10', prefix: 'webkit' }) } };
    expect(names(flagged, 20)).toEqual(['A static', 'B static']);
    expect(names(flagged, 50)).toEqual(['B static']);
  });

  test('reads the installed data', () => {
    const found = names(readCompatData(), 47);
    expect(found).toEqual(expect.arrayContaining(['Object values static', 'URLSearchParams static', 'String padStart instance']));
    expect(found).not.toContain('Array from static');
    expect(found).toContain('Atomics wait static');
  });
});
