import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from '@swc/core';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';
import { openSqliteStore } from '#server/store';

/** After how many confirmations each process dies. */
const ROUNDS = [1, 3, 40, 7, 90, 2, 25, 60];
// Inside the project, so that the child finds the installed packages.
const BUILD = join(__dirname, '../../../.cache/kill-test');
const CHILD = join(BUILD, 'kill-child.mjs');
let folder: string;

const stripTypes: Plugin = {
  name: 'strip-types',
  async transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const result = await transform(code, { filename: id, configFile: false, swcrc: false, jsc: { target: 'es2022', parser: { syntax: 'typescript' } } });
    return { code: result.code, map: null };
  },
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-kill-'));
  mkdirSync(BUILD, { recursive: true });
  const bundle = await rollup({
    input: join(__dirname, 'kill-child.ts'),
    external: (id) => /^(node:|@?[a-z])/i.test(id),
    plugins: [nodeResolve({ extensions: ['.ts', '.js'] }), stripTypes],
  });
  await bundle.write({ file: CHILD, format: 'es' });
  await bundle.close();
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a child until it confirmed `count` numbers, kills it without warning, and answers the last number it confirmed. */
function runAndKill(path: string, first: number, count: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, path, String(first)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let problem = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.split('\n').length > count) child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      problem += chunk.toString();
    });
    child.on('close', (code) => {
      const lines = output.split('\n').slice(0, -1);
      if (code !== null || lines.length < count) reject(new Error(`the child ended by itself (${String(code)}): ${problem}`));
      else resolve(Number(lines[lines.length - 1]));
    });
  });
}

test('killing the process at any moment loses nothing that was confirmed', async () => {
  const path = join(folder, 'store.sqlite');
  let confirmed = -1;
  for (const count of ROUNDS) {
    confirmed = await runAndKill(path, confirmed + 1, count);
    const store = await openSqliteStore(path, 0);
    try {
      const numbers = new Set((await store.progress.list('p')).map((row) => row.positionMs));
      const lost = Array.from({ length: confirmed + 1 }, (_, number) => number).filter((number) => !numbers.has(number));
      expect(lost).toEqual([]);
      // At most the one after the last confirmed was under way.
      expect(numbers.size).toBeLessThanOrEqual(confirmed + 2);
      const favourites = await store.favourites.list('p');
      expect([confirmed, confirmed + 1].map((number) => [`m:${String(number)}`, `m:${String(number)}b`])).toContainEqual(favourites);
      const signIns = await Promise.all(Array.from({ length: confirmed + 1 }, (_, number) => store.tokens.familyOf(`next${String(number)}`)));
      expect(signIns.map((family) => family?.id)).toEqual(Array.from({ length: confirmed + 1 }, (_, number) => `f${String(number)}`));
      // The last import that was confirmed or the one after it, whole, and nothing of the one that never ended.
      const channels: string[] = [];
      for await (const rows of store.catalog.channels({ includesAdult: true })) channels.push(...rows.map((row) => row.name));
      expect([confirmed, confirmed + 1].map((number) => [`channel ${String(number)}`])).toContainEqual(channels);
      confirmed = Math.max(confirmed, ...numbers);
    } finally {
      await store.close();
    }
  }
}, 120_000);
