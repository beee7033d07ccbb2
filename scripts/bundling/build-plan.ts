import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import type { OutputOptions, Plugin, RollupOptions } from 'rollup';
import { APPS, BUNDLES, type AppRecord, type BundleRecord } from './bundle-table';
import { appFiles } from './plugins/app-files';
import { bundleCheck } from './plugins/bundle-check';
import { leanLightning } from './plugins/lean-lightning';
import { licenceNotices } from './plugins/licence-notices';
import { lowerSyntax } from './plugins/lower-syntax';
import { minify } from './plugins/minify';
import { polyfills } from './plugins/polyfills';
import { programScript } from './plugins/program-script';
import { typescriptStrip } from './plugins/typescript-strip';

/** The boot script's function that takes a loaded script in. */
const SCRIPT_DEFINE = 'hearthDefine';
const EXTENSIONS = ['.ts', '.mjs', '.js', '.json'];

function projectVersion(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null;
  if (typeof version !== 'string') throw new Error('package.json has no version');
  return version;
}

function pagePlugins(record: BundleRecord, root: string): Plugin[] {
  const target = record.kind === 'legacy' ? 'legacy' : 'modern';
  const floor = record.chromeFloor ?? 0;
  return [
    replace({ preventAssignment: true, values: { 'process.env.NODE_ENV': '"production"', __HEARTH_VERSION__: JSON.stringify(projectVersion(root)) } }),
    nodeResolve({ extensions: EXTENSIONS, browser: true }),
    json({ compact: true, preferConst: false }),
    commonjs({ ignoreDynamicRequires: true }),
    leanLightning(),
    typescriptStrip(),
    lowerSyntax(target, join(root, '.cache/babel')),
    ...(record.isMinified === false ? [] : [minify(target === 'legacy' ? 5 : 2017)]),
    polyfills(record.name, floor),
  ];
}

/**
 * How scripts of an app are written: the start script, and beside it one for every part that is imported when it is needed.
 * Modules cannot be loaded from `file:`, so the boot script defines and loads them ({@link SCRIPT_DEFINE}).
 */
function appOutput(record: BundleRecord, root: string): OutputOptions {
  return {
    dir: join(root, record.folder),
    format: 'amd',
    amd: { define: SCRIPT_DEFINE, autoId: true },
    entryFileNames: '[name].js',
    // `src/sources/own-sources/index.ts` → own-sources-modern.js
    chunkFileNames: ({ facadeModuleId }) => `${basename(dirname(facadeModuleId ?? 'shared/index.ts'))}-${record.kind}.js`,
  };
}

function pageOutput(record: BundleRecord, root: string): OutputOptions {
  const single = { dir: join(root, record.folder), entryFileNames: '[name].js', inlineDynamicImports: true };
  if (record.isProgram === true) return { ...single, format: 'cjs', strict: false, exports: 'named', esModule: false };
  return APPS.some((app) => app.name === record.group) ? appOutput(record, root) : { ...single, format: 'iife' };
}

/**
 * Modules that only declare (the rule is that nothing happens at import): one of which nothing is used is left out whole, tables it
 * computes included, and one that only later parts use goes with them rather than into the start script, whoever lists it in an index. Of the screens
 * that goes for what pages are put together from; Lightning's own classes and the engine over them register themselves.
 */
const DECLARING = /[\\/]src[\\/](core|ports|sources|model|ui[\\/]components)[\\/]/;

/** Rollup's options for one bundle that runs in a page, as classic scripts. */
function pageBundle(record: BundleRecord, root: string): RollupOptions {
  const [[name, source] = ['', '']] = Object.entries(record.entries);
  const isProgram = record.isProgram === true;
  return {
    input: { [name]: join(root, source) },
    plugins: [
      ...pagePlugins(record, root),
      ...(isProgram ? [programScript()] : []),
      // What is in the program is in the app's list, too.
      ...(record.kind === 'modern' && !isProgram ? [licenceNotices(root)] : []),
      bundleCheck(record),
    ],
    output: pageOutput(record, root),
    treeshake: { preset: 'recommended', moduleSideEffects: (id) => !DECLARING.test(id) },
  };
}

/** Rollup's options for programs that run on Node; packages stay outside, installed. */
function nodeBundle(record: BundleRecord, root: string): RollupOptions {
  return {
    input: Object.fromEntries(Object.entries(record.entries).map(([name, source]) => [name, join(root, source)])),
    // Package imports (`#core/base`) and relative ones are ours; every bare name is a package.
    external: (id) => !isAbsolute(id) && /^(node:|@?[a-z])/i.test(id),
    plugins: [nodeResolve({ extensions: EXTENSIONS }), json({ preferConst: true }), typescriptStrip(), bundleCheck(record)],
    output: { dir: join(root, record.folder), entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js', format: 'es' },
  };
}

function filesBundle(app: AppRecord, root: string): RollupOptions {
  const check = bundleCheck({ name: `${app.name}-files`, group: app.name, kind: 'legacy', ecmaVersion: 5 });
  return { plugins: [appFiles(app, root), check], output: { dir: join(root, app.folder), format: 'es' } };
}

/** The part of a record whose sources exist; `null` when none does. */
function existing(record: BundleRecord, root: string): BundleRecord | null {
  const entries = Object.entries(record.entries).filter(([, source]) => existsSync(join(root, source)));
  return entries.length === 0 ? null : { ...record, entries: Object.fromEntries(entries) };
}

/** Rollup's options for one record. */
export function toRollupOptions(record: BundleRecord, root: string): RollupOptions {
  return record.kind === 'node' ? nodeBundle(record, root) : pageBundle(record, root);
}

/** Rollup's options for every bundle of the table and the files beside them. `root` is the project's folder. */
export function buildPlan(root: string): RollupOptions[] {
  const records = BUNDLES.map((record) => existing(record, root)).filter((record) => record !== null);
  return [...APPS.map((app) => filesBundle(app, root)), ...records.map((record) => toRollupOptions(record, root))];
}
