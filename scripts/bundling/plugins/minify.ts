import { minify as minifyCode } from '@swc/core';
import type { Plugin } from 'rollup';

/** Names of functions that begin like a class: ES5 classes are functions. */
function classNames(code: string): string[] {
  return Array.from(new Set(Array.from(code.matchAll(/\b(?:function|class)\s+([A-Z][\w$]*)/g), ([, name = '']) => name)));
}

/**
 * Minifies without renaming classes: Lightning and error reports speak of them by name. `ecma` keeps the minifier from
 * writing newer syntax than the target reads.
 */
export function minify(ecma: 5 | 2017): Plugin {
  return {
    name: 'minify',
    async renderChunk(code, _chunk, { format }) {
      // Only a script that shares its global names must keep them.
      const toplevel = format === 'cjs' || format === 'es';
      const { code: small } = await minifyCode(code, {
        ecma,
        module: false,
        sourceMap: false,
        compress: { passes: 2, ecma, keep_classnames: true, keep_fnames: false, toplevel },
        mangle: { keep_classnames: true, toplevel, reserved: classNames(code) },
        format: { comments: false, ecma },
      });
      return { code: small, map: null };
    },
  };
}
