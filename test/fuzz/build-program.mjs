// @ts-check
import { resolve } from 'node:path';
import { babel } from '@rollup/plugin-babel';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { COVERAGE_BANNER, instrumentPlugin } from './instrument.mjs';

/**
 * Bundles the fuzzer with `src/core` instrumented. Answers how many places there are to run through, and which files of `src/core` each target runs,
 * by the path of the target's file.
 * @param {string} root the project's root
 * @param {string} file where the program goes
 */
export async function buildProgram(root, file) {
  const places = { next: 0, arrays: 0 };
  const isCore = (/** @type {string} */ id) => id.startsWith(resolve(root, 'src/core'));
  const shared = { babelHelpers: /** @type {const} */ ('bundled'), babelrc: false, configFile: false, extensions: ['.ts'], presets: ['@babel/preset-typescript'], skipPreflightCheck: true };
  /** @type {Map<string, readonly string[]>} */
  const imports = new Map();
  const bundle = await rollup({
    input: resolve(root, 'test/fuzz/child.ts'),
    external: [/^node:/],
    plugins: [
      nodeResolve({ extensions: ['.ts', '.mjs', '.js'], rootDir: root, exportConditions: ['node'] }),
      babel({ ...shared, filter: isCore, plugins: [instrumentPlugin(places)] }),
      babel({ ...shared, filter: (id) => !isCore(id) }),
      { name: 'imports', moduleParsed: ({ id, importedIds }) => void imports.set(id, importedIds) },
    ],
  });
  const { output } = await bundle.write({ file, format: 'es', banner: COVERAGE_BANNER });
  await bundle.close();
  const used = new Set(Object.entries(output[0].modules).filter(([, { renderedLength }]) => renderedLength > 0).map(([id]) => id));
  const sourcesOf = (/** @type {string} */ target) => {
    const seen = new Set([target]);
    for (const id of seen) for (const imported of imports.get(id) ?? []) seen.add(imported);
    return [...seen].filter((id) => isCore(id) && used.has(id));
  };
  return { places: places.next, sourcesOf };
}
