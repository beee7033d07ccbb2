// @ts-check
import { resolve } from 'node:path';
import { babel } from '@rollup/plugin-babel';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { COVERAGE_BANNER, instrumentPlugin } from './instrument.mjs';

/**
 * Bundles the fuzzer with `src/core` instrumented and answers how many places there are to run through.
 * @param {string} root the project's root
 * @param {string} file where the program goes
 */
export async function buildProgram(root, file) {
  const places = { next: 0 };
  const isCore = (/** @type {string} */ id) => id.startsWith(resolve(root, 'src/core'));
  const shared = { babelHelpers: /** @type {const} */ ('bundled'), babelrc: false, configFile: false, extensions: ['.ts'], presets: ['@babel/preset-typescript'], skipPreflightCheck: true };
  const bundle = await rollup({
    input: resolve(root, 'test/fuzz/child.ts'),
    external: [/^node:/],
    plugins: [
      nodeResolve({ extensions: ['.ts', '.mjs', '.js'], rootDir: root, exportConditions: ['node'] }),
      babel({ ...shared, filter: isCore, plugins: [instrumentPlugin(places)] }),
      babel({ ...shared, filter: (id) => !isCore(id) }),
    ],
  });
  await bundle.write({ file, format: 'es', banner: COVERAGE_BANNER });
  await bundle.close();
  return places.next;
}
