import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { freePort } from './free-port.mjs';
import { headersPrefix } from './install.mjs';
import { readJestRun } from './jest-run.mjs';
import { machineOf, missingEntries } from './lock-entries.mjs';
import { checkNodeVersion } from './node-version.mjs';
import { formatDuration, formatTable } from './step-table.mjs';

describe('readJestRun', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-jest-run-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('reads the result, and takes the JSON out of the report', () => {
    const file = join(folder, 'whole.json');
    writeFileSync(file, '{"numTotalTests":3,"numFailedTests":1}');
    const run = readJestRun(file, { code: 1, output: 'FAIL a.test.ts\n{"numFailedTestSuites":1,"x":"y"}\n' });
    expect(run).toEqual({ code: 1, report: 'FAIL a.test.ts', result: { numTotalTests: 3, numFailedTests: 1 } });
  });

  test.each([['no file', null], ['half a file', '{"numTotal']])('a run that was killed has failed and keeps its report: %s', (name, content) => {
    const file = join(folder, `${name}.json`);
    if (content !== null) writeFileSync(file, content);
    for (const code of [129, 0]) {
      const run = readJestRun(file, { code, output: 'PASS a.test.ts\nFAIL b.test.ts\n' });
      expect([run.code === 0, run.result.numRuntimeErrorTestSuites, run.result.numTotalTests]).toEqual([false, 1, 0]);
      expect(run.report).toMatch(/^PASS a\.test\.ts\nFAIL b\.test\.ts\nJest ended with code \d+ and without results/);
    }
  });
});

describe('checkNodeVersion', () => {
  test.each(['v20.19.0', 'v20.20.2', 'v22.0.0', 'v24.1.0'])('takes %s', (version) => {
    expect(() => {
      checkNodeVersion(version);
    }).not.toThrow();
  });

  test.each(['v20.18.3', 'v18.20.0', 'v8.17.0'])('refuses %s and says what is needed', (version) => {
    expect(() => {
      checkNodeVersion(version);
    }).toThrow(/needs Node 20\.19 or newer/);
  });
});

describe('freePort', () => {
  test('passes over a port somebody listens on', async () => {
    const server = createServer();
    const taken = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    try {
      expect(await freePort(taken, '127.0.0.1')).toBeGreaterThan(taken);
    } finally {
      server.close();
    }
  });
});

describe('lock entries', () => {
  test.each([
    ['@swc/core-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@rollup/rollup-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@rollup/rollup-win32-x64-gnu', { os: ['win32'], cpu: ['x64'] }],
    ['@swc/core-linux-ppc64-gnu', { os: ['linux'], cpu: ['ppc64'], libc: ['glibc'] }],
  ])('are for the machines the name of %s says', (name, machine) => {
    expect(machineOf(name)).toEqual(machine);
  });

  test('are added for optional packages of other systems alone', () => {
    const packages = {
      'node_modules/a': { version: '1.0.0', dev: true, optionalDependencies: { 'a-darwin-x64': '1.0.0', 'a-linux-x64': '1.0.0', plain: '2.0.0' } },
      'node_modules/a-linux-x64': { version: '1.0.0' },
    };
    expect(missingEntries(packages)).toEqual({ 'node_modules/a-darwin-x64': { version: '1.0.0', os: ['darwin'], cpu: ['x64'], dev: true, optional: true } });
  });
});

describe('the table of steps', () => {
  test('tells result and duration of each', () => {
    const table = formatTable([{ name: 'lint', result: 'ok', ms: 1_234, note: '' }, { name: 'machine', result: 'FAILED', ms: 125_000, note: '3 tests' }]);
    expect(table.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '))).toEqual(['step | result | time', 'lint | ok | 1.2 s', 'machine | FAILED | 2 min 05 s | 3 tests']);
  });

  test('writes minutes from a hundred seconds on', () => {
    expect([formatDuration(99_900), formatDuration(100_000)]).toEqual(['99.9 s', '1 min 40 s']);
  });
});

describe('headers for compiling', () => {
  test('are taken only when they are those of this Node', () => {
    const prefix = mkdtempSync(join(tmpdir(), 'hearth-headers-'));
    try {
      expect(headersPrefix(prefix)).toBeNull();
      mkdirSync(join(prefix, 'include/node'), { recursive: true });
      const write = (version: string): void => {
        const lines = version.split('.').map((number, index) => `#define NODE_${['MAJOR', 'MINOR', 'PATCH'][index] ?? ''}_VERSION ${number}`);
        writeFileSync(join(prefix, 'include/node/node_version.h'), lines.join('\n'));
      };
      write('1.2.3');
      expect(headersPrefix(prefix)).toBeNull();
      write(process.versions.node);
      expect(headersPrefix(prefix)).toBe(prefix);
    } finally {
      rmSync(prefix, { recursive: true });
    }
  });
});
