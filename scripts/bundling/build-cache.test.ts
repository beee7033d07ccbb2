import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { countIfAllFresh, readJson, staleReason, stampFiles, writeJson, type BundleStamp } from './build-cache.mjs';

let root: string;
const stampOf = (files: readonly string[], beganMs = Infinity): BundleStamp => ({ machinery: 'm', inputs: stampFiles(root, files.map((file) => join(root, file)), beganMs), outputs: { 'out.js': 3 }, sizes: {} });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hearth-cache-'));
  mkdirSync(join(root, 'images/deep'), { recursive: true });
  writeFileSync(join(root, 'a.ts'), 'one');
  writeFileSync(join(root, 'out.js'), 'out');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('staleReason', () => {
  test('is none while nothing changed', () => {
    expect(staleReason(root, stampOf(['a.ts', 'images']), 'm')).toBeNull();
  });

  test('tells a missing stamp, a changed build and a lost output', () => {
    expect(staleReason(root, null, 'm')).toBe('not built yet');
    expect(staleReason(root, stampOf(['a.ts']), 'other')).toBe('the build itself changed');
    const stamp = stampOf(['a.ts']);
    rmSync(join(root, 'out.js'));
    expect(staleReason(root, stamp, 'm')).toBe('out.js is gone');
  });

  test('tells the input that changed, even by content of the same length', () => {
    const stamp = stampOf(['a.ts']);
    writeFileSync(join(root, 'a.ts'), 'two');
    utimesSync(join(root, 'a.ts'), 1, 1);
    expect(staleReason(root, stamp, 'm')).toBe('a.ts changed');
  });

  test('is none when only the time changed, as after a fresh checkout', () => {
    const stamp = stampOf(['a.ts']);
    utimesSync(join(root, 'a.ts'), 1, 1);
    expect(staleReason(root, stamp, 'm')).toBeNull();
  });

  test('tells an input that was written while the bundle was built', () => {
    const beganMs = statSync(join(root, 'a.ts')).mtimeMs;
    expect(staleReason(root, stampOf(['a.ts', 'images'], beganMs), 'm')).toBeNull();
    expect(staleReason(root, stampOf(['a.ts', 'images'], beganMs - 1), 'm')).toBe('a.ts changed');
  });

  test('sees a file added deep in a folder', () => {
    const stamp = stampOf(['images']);
    writeFileSync(join(root, 'images/deep/new.png'), 'x');
    expect(staleReason(root, stamp, 'm')).toBe('images changed');
  });
});

describe('markers', () => {
  test('come back as written; half-written ones count as none', () => {
    writeJson(join(root, 'x/stamp.json'), { a: 1 });
    expect(readJson(join(root, 'x/stamp.json'))).toEqual({ a: 1 });
    writeFileSync(join(root, 'broken.json'), '{"a":');
    expect([readJson(join(root, 'broken.json')), readJson(join(root, 'none.json'))]).toEqual([null, null]);
  });
});

describe('countIfAllFresh', () => {
  const plan = { machinery: 'm', bundles: [{ name: 'web-modern', group: 'web' }, { name: 'server', group: 'server' }] };

  test('counts what is wanted and stands, without asking the bundler', () => {
    const folder = join(root, 'stamps');
    expect(countIfAllFresh(root, folder, null, 'm')).toBeNull();
    writeJson(join(folder, 'plan.json'), plan);
    writeJson(join(folder, 'server.json'), stampOf(['a.ts']));
    expect(countIfAllFresh(root, folder, ['server'], 'm')).toBe(1);
    expect(countIfAllFresh(root, folder, ['web', 'server'], 'm')).toBeNull();
    expect(countIfAllFresh(root, folder, ['server', 'unknown'], 'm')).toBeNull();
    expect(countIfAllFresh(root, folder, ['server'], 'other')).toBeNull();
    writeJson(join(folder, 'web-modern.json'), stampOf(['images']));
    expect(countIfAllFresh(root, folder, null, 'm')).toBe(2);
    writeFileSync(join(root, 'a.ts'), 'three');
    expect(countIfAllFresh(root, folder, null, 'm')).toBeNull();
  });
});
