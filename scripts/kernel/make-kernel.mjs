// @ts-check
// `npm run kernel`: compiles src/core/playlist/kernel/assembly to WebAssembly and writes it into kernel-code.ts beside it. The compiler is installed the
// first time, here, and nothing else of the project sees it.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SetupProblem, reportAndFail } from '../setup/problem.mjs';
import { run } from '../setup/run.mjs';
import { kernelHash } from './kernel-hash.mjs';

const root = resolve(import.meta.dirname, '../..');
const folder = import.meta.dirname;
const kernel = join(root, 'src/core/playlist/kernel');
// What came after the first WebAssembly is left out: sets of 2018 have that alone.
const LATER = ['sign-extension', 'bulk-memory', 'nontrapping-f2i', 'mutable-globals'];
const MEMORY_PAGES = '34';

/**
 * @param {string} command
 * @param {readonly string[]} words
 * @param {string} problem
 */
async function runOrThrow(command, words, problem) {
  const { code, output } = await run(command, [...words], { cwd: folder, isQuiet: true });
  if (code !== 0) throw new SetupProblem(`${problem}\n${output.trim().split('\n').slice(-20).join('\n')}`);
}

try {
  if (!existsSync(join(folder, 'node_modules/assemblyscript'))) {
    console.log('Installing the compiler (npm ci in scripts/kernel) …');
    await runOrThrow('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], 'The compiler could not be installed.');
  }
  const file = join(folder, 'kernel.wasm');
  await runOrThrow(
    process.execPath,
    [
      join(folder, 'node_modules/assemblyscript/bin/asc.js'), join(kernel, 'assembly/row-kernel.ts'), '-O3s', '--noAssert', '--runtime', 'stub',
      ...LATER.flatMap((feature) => ['--disable', feature]), '--initialMemory', MEMORY_PAGES, '--maximumMemory', MEMORY_PAGES, '--outFile', file,
    ],
    'The kernel does not compile.',
  );
  const code = readFileSync(file);
  rmSync(file);
  writeFileSync(join(kernel, 'kernel-code.ts'), [
    '// Written by `npm run kernel` from assembly/, whose hash this is; a test fails when it is out of date.',
    '/** What its sources are told apart by. */',
    `export const KERNEL_HASH = '${kernelHash(root)}';`,
    '',
    '/** The kernel: WebAssembly in base64. */',
    `export const KERNEL_CODE = '${code.toString('base64')}';`,
    '',
  ].join('\n'));
  console.log(`${String(code.length)} bytes of WebAssembly written to src/core/playlist/kernel/kernel-code.ts`);
} catch (error) {
  reportAndFail(error);
}
