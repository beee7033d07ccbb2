import { transform } from '@swc/core';
import type { Plugin } from 'rollup';

/**
 * Takes the types out of TypeScript and leaves the rest as it is, with the same settings as the tests' transform: fields
 * without a value vanish, since an initialised field would overwrite what a Lightning template set.
 */
export function typescriptStrip(): Plugin {
  return {
    name: 'typescript-strip',
    async transform(code, id) {
      if (!/\.m?ts$/.test(id)) return null;
      const result = await transform(code, {
        filename: id,
        configFile: false,
        swcrc: false,
        sourceMaps: false,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript' },
          transform: { useDefineForClassFields: false, verbatimModuleSyntax: true },
        },
      });
      return { code: result.code, map: null };
    },
  };
}
