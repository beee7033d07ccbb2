import { expect, test } from '@jest/globals';
import type { SourceId } from '#core/base';
import { admitsPicture } from './private-sources';

const config = (host: string, isPrivate: boolean) => ({ id: 's' as SourceId, kind: 'xtream' as const, name: '', host, ...(isPrivate ? { isPrivate: true as const } : {}) });

test.each([
  ['http://line.example/p.png', false],
  ['https://img.line.example:8443/p.png', false],
  ['http://10.0.0.5/p.png', false],
  ['http://10.0.0.6/p.png', true],
  ['http://open.test/p.png', true],
  ['https://pictures.test/p.png', true],
])('%s: %s', (url, isAdmitted) => {
  expect(admitsPicture([config('line.example:8080', true), config('10.0.0.5:80', true), config('open.test', false)], url)).toBe(isAdmitted);
});
