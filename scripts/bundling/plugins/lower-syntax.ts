import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version as babelVersion } from '@babel/core';
import { babel, type RollupBabelInputPluginOptions } from '@rollup/plugin-babel';
import type { Plugin } from 'rollup';

function babelOptions(target: 'modern' | 'legacy'): RollupBabelInputPluginOptions {
  // Legacy is plain ES5 whatever the floor, modern is ECMAScript 2017: one result of each serves all televisions.
  const targets = { chrome: target === 'legacy' ? '38' : '58' };
  return {
    babelHelpers: 'bundled',
    babelrc: false,
    configFile: false,
    compact: false,
    sourceMaps: false,
    skipPreflightCheck: true,
    extensions: ['.js', '.mjs', '.ts'],
    // core-js is written in ES5 and must not be touched: lowering its typeof checks breaks it.
    exclude: /node_modules[\\/]core-js/,
    assumptions: {
      ignoreFunctionLength: true,
      ignoreToPrimitiveHint: true,
      noDocumentAll: true,
      privateFieldsAsProperties: true,
      setPublicClassFields: true,
      setSpreadProperties: true,
    },
    presets: [['@babel/preset-env', { targets, modules: false, bugfixes: true, useBuiltIns: false }]],
  };
}

function readCached(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Lowers syntax with Babel, module by module, and keeps the results on disk by content: all televisions and all later
 * builds share them. `cacheFolder` may be deleted at any time.
 */
export function lowerSyntax(target: 'modern' | 'legacy', cacheFolder: string): Plugin {
  const options = babelOptions(target);
  const inner = babel(options);
  const salt = JSON.stringify([babelVersion, process.version.split('.')[0], { ...options, exclude: String(options.exclude) }]);
  const inherited = inner.transform;
  if (typeof inherited !== 'object') throw new Error('@rollup/plugin-babel no longer offers its transform as an object hook');
  mkdirSync(cacheFolder, { recursive: true });
  return {
    ...inner,
    name: 'lower-syntax',
    transform: {
      ...inherited,
      async handler(code, id, extra) {
        const key = createHash('sha256').update(salt).update('\0').update(code).digest('hex');
        const file = join(cacheFolder, `${key}.js`);
        const cached = readCached(file);
        if (cached !== null) return { code: cached, map: null };
        const result = await inherited.handler.call(this, code, id, extra);
        if (typeof result !== 'object' || result === null || typeof result.code !== 'string') return result ?? null;
        const building = `${file}.${String(process.pid)}`;
        writeFileSync(building, result.code);
        renameSync(building, file);
        return { code: result.code, map: null };
      },
    },
  };
}
