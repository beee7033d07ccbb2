import terser from '@rollup/plugin-terser';
import type { Plugin } from 'rollup';

/**
 * Minifies without renaming classes: Lightning and error reports speak of them by name. `ecma` keeps the minifier from
 * writing newer syntax than the target reads.
 */
export function minify(ecma: 5 | 2017): Plugin {
  return terser({
    ecma,
    keep_classnames: true,
    // ES5 classes are functions; every other function may lose its name.
    keep_fnames: /^[A-Z]/,
    compress: { passes: 2 },
    format: { comments: false },
  });
}
