import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup, type Plugin } from 'rollup';
import { judgeApis } from '../api-check';
import { readCompatData } from '../../compat';
import { minify } from './minify';

const ENTRY = '\0polyfills';

async function bundlePolyfills(modules: readonly string[]): Promise<string> {
  if (modules.length === 0) return '';
  const bundle = await rollup({
    input: ENTRY,
    plugins: [
      {
        name: 'polyfill-entry',
        resolveId: (id) => (id === ENTRY ? id : null),
        load: (id) => (id === ENTRY ? modules.map((module) => `import 'core-js/modules/${module}.js';`).join('\n') : null),
      },
      // A virtual importer has no folder to resolve from.
      nodeResolve({ rootDir: process.cwd(), browser: true }),
      commonjs(),
      minify(5),
    ],
  });
  const { output } = await bundle.generate({ format: 'iife' });
  await bundle.close();
  return output[0].code;
}

/**
 * Puts in front of a bundle exactly the polyfills it uses and its floor has not; parts that are loaded later bring what the
 * start script has not. Refuses a bundle that uses something newer which the table neither brings nor waives.
 */
export function polyfills(bundleName: string, chromeFloor: number): Plugin {
  return {
    name: 'polyfills',
    async generateBundle(_options, bundle) {
      const compatData = readCompatData();
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const known = new Set<string>();
      for (const chunk of chunks.sort((a, b) => Number(b.isEntry) - Number(a.isEntry))) {
        const { modules, problems } = judgeApis(chunk.code, chromeFloor, compatData);
        if (problems.length > 0) this.error(`Bundle ${bundleName}:\n  ${problems.join('\n  ')}`);
        const code = await bundlePolyfills(modules.filter((module) => !known.has(module)));
        if (chunk.isEntry) for (const module of modules) known.add(module);
        chunk.code = `${code}${chunk.code}`;
      }
    },
  };
}
