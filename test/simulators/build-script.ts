import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from '@swc/core';
import { rollup } from 'rollup';

/** Global function the bundle leaves: `installTelevision`. */
const NAME = '__installTelevision';

function sources(folder: string): string[] {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('.spec.ts') ? [path] : [];
  });
}

/** A script for a page, and the folders whose state decides whether it must be built anew. */
export interface PageScript {
  readonly entry: string;
  /** Global that gets the entry's exports. */
  readonly name: string;
  readonly folders: readonly string[];
}

/** The simulators as one classic script. */
export function buildInjectedScript(root = process.cwd()): Promise<string> {
  return buildPageScript({ entry: 'test/simulators/injected.ts', name: NAME, folders: ['test/simulators'] }, root);
}

/**
 * One classic script of ECMAScript 2017, so that engines from Chrome 63 on run it. Built once per state of the sources and
 * kept in the project's cache.
 */
export async function buildPageScript(script: PageScript, root = process.cwd()): Promise<string> {
  const hash = createHash('sha256').update(script.entry);
  for (const path of script.folders.flatMap((folder) => sources(join(root, folder)))) hash.update(path).update(readFileSync(path));
  const cache = join(root, '.cache/simulators');
  const file = join(cache, `${hash.digest('hex').slice(0, 24)}.js`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Not built yet.
  }
  const bundle = await rollup({
    input: join(root, script.entry),
    plugins: [
      nodeResolve({ extensions: ['.ts', '.mjs', '.js'], browser: true }),
      commonjs(),
      {
        name: 'swc',
        async transform(code, id) {
          const { code: plain } = await transform(code, {
            filename: id, configFile: false, swcrc: false,
            jsc: { parser: { syntax: 'typescript' }, target: 'es2017', transform: { useDefineForClassFields: false } },
          });
          return { code: plain, map: null };
        },
      },
    ],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  const { output } = await bundle.generate({ format: 'iife', name: script.name, exports: 'named', strict: true, inlineDynamicImports: true });
  await bundle.close();
  const built = `${output[0].code}\n`;
  mkdirSync(cache, { recursive: true });
  // Written aside first: two test workers may build at once.
  const draft = `${file}.${String(process.pid)}`;
  writeFileSync(draft, built);
  renameSync(draft, file);
  return built;
}
