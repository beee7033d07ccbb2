import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup, type Plugin } from 'rollup';
import { judgeApis } from '../api-check';
import { readCompatData } from '../../compat';
import { minify } from './minify';

const ENTRY = '\0polyfills';

/**
 * Chrome 38 has symbols, but `String(symbol)` throws there. core-js takes them for absent because of that and looks for iterators under a name of
 * its own, where the engine's Map and Set have none: `Array.from(map)` is empty. Every floor of `floors.ts` has symbols, so core-js is told to
 * use them, and to turn them into text by their own method.
 */
const SYMBOLS_OF_CHROME_38: ReadonlyArray<{ readonly file: RegExp; readonly from: string; readonly to: string }> = [
  {
    file: /[\\/]core-js[\\/]internals[\\/]symbol-constructor-detection\.js$/,
    from: 'return !$String(symbol) || !(Object(symbol) instanceof Symbol) ||',
    to: 'return !(Object(symbol) instanceof Symbol); return',
  },
  {
    file: /[\\/]core-js[\\/]internals[\\/]make-built-in\.js$/,
    from: 'var $String = String;',
    to: "var $String = function (name) { return typeof name == 'symbol' ? Object(name).toString() : String(name); };",
  },
];

/** The text of a module of core-js as floors need it. Throws where a newer core-js no longer says what is replaced. */
function withSymbols(code: string, id: string): string {
  const change = SYMBOLS_OF_CHROME_38.find(({ file }) => file.test(id));
  if (change === undefined) return code;
  if (!code.includes(change.from)) throw new Error(`${id} has changed: see SYMBOLS_OF_CHROME_38 in scripts/bundling/plugins/polyfills.ts`);
  return code.replace(change.from, () => change.to);
}

async function bundlePolyfills(modules: readonly string[]): Promise<string> {
  if (modules.length === 0) return '';
  const bundle = await rollup({
    input: ENTRY,
    plugins: [
      {
        name: 'polyfill-entry',
        resolveId: (id) => (id === ENTRY ? id : null),
        load: (id) => (id === ENTRY ? modules.map((module) => `import 'core-js/modules/${module}.js';`).join('\n') : null),
        transform: withSymbols,
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
