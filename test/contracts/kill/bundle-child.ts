import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from '@swc/core';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';

// Inside the project, so that the child finds the installed packages.
const BUILD = join(__dirname, '../../../.cache/kill-test');

const stripTypes: Plugin = {
  name: 'strip-types',
  async transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const result = await transform(code, { filename: id, configFile: false, swcrc: false, jsc: { target: 'es2022', parser: { syntax: 'typescript' } } });
    return { code: result.code, map: null };
  },
};

/** Makes one script of a TypeScript program and answers its path. */
export async function bundleChild(source: string): Promise<string> {
  mkdirSync(BUILD, { recursive: true });
  const file = join(BUILD, `${basename(source, '.ts')}.mjs`);
  const bundle = await rollup({
    input: source,
    external: (id) => /^(node:|@?[a-z])/i.test(id),
    plugins: [nodeResolve({ extensions: ['.ts', '.js'] }), stripTypes],
  });
  await bundle.write({ file, format: 'es', inlineDynamicImports: true });
  await bundle.close();
  return file;
}
