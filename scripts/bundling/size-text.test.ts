import { expect, test } from '@jest/globals';
import { formatSizes } from './size-text.mjs';

const size = (rawBytes: number): { rawBytes: number; gzipBytes: number } => ({ rawBytes, gzipBytes: rawBytes / 4 });

test('names a few files with their sizes', () => {
  expect(formatSizes({ 'main.js': size(2_000), 'import.js': size(1_000) })).toBe('main.js 2.0 kB (0.5 kB gzip), import.js 1.0 kB (0.3 kB gzip)');
});

test('adds up the parts of an app, so that the sign-in printed below stays in sight', () => {
  const parts = Object.fromEntries(Array.from({ length: 99 }, (_none, at) => [`part${String(at)}.js`, size(1_000)]));
  expect(formatSizes({ 'app.js': size(4_000), ...parts })).toBe('app.js 4.0 kB (1.0 kB gzip), and 99 parts of 99.0 kB');
});
