// @ts-check
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from '../setup/run.mjs';
import { countIfAllFresh, machineryHash, readJson, staleReason, stampFiles, writeJson } from './build-cache.mjs';
import { formatSizes } from './size-text.mjs';

/** A build that failed for a reason a person can mend; the message is all there is to show. */
export class BuildError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'BuildError';
  }
}

/**
 * @typedef {{ name: string, group: string, sizes: Map<string, { rawBytes: number, gzipBytes: number }> }} BundleApi
 * @typedef {{ only: string[] | null, isForced?: boolean, say: (line: string) => void }} BuildWish
 */

/**
 * What the table says of a bundle, read off its checking plugin.
 * @param {import('rollup').RollupOptions} options
 * @returns {BundleApi}
 */
function apiOf(options) {
  const plugins = /** @type {import('rollup').Plugin[]} */ (options.plugins);
  const api = plugins.find((plugin) => plugin.name === 'bundle-check')?.api;
  if (api === undefined) throw new Error('every bundle of rollup.config.ts needs the bundle-check plugin');
  return /** @type {BundleApi} */ (api);
}

/** @param {string} root */
async function loadPlan(root) {
  const { loadConfigFile } = await import('rollup/loadConfigFile');
  const { options, warnings } = await loadConfigFile(join(root, 'rollup.config.ts'), {
    configPlugin: ['@rollup/plugin-swc', "node-resolve={extensions:['.ts','.mjs','.js']}"],
  });
  warnings.flush();
  return options;
}

/** @param {import('rollup').RollupLog} log */
function logText(log) {
  const at = log.loc === undefined ? '' : ` (${log.loc.file ?? ''}:${String(log.loc.line)})`;
  return `${log.message}${at}`;
}

/**
 * @param {string} root
 * @param {import('rollup').RollupOptions} options
 * @param {string} machinery
 * @param {(line: string) => void} say
 */
async function buildBundle(root, options, machinery, say) {
  const { rollup } = await import('rollup');
  const beganMs = Date.now();
  const api = apiOf(options);
  const bundle = await rollup({
    ...options,
    onLog(level, log) {
      // Packages we do not own have harmless cycles and `this` at top level.
      if (level === 'warn' && log.code !== 'THIS_IS_UNDEFINED' && !(log.code === 'CIRCULAR_DEPENDENCY' && /node_modules/.test(log.message)) && log.code !== 'EMPTY_BUNDLE') {
        say(`  warning in ${api.name}: ${logText(log)}`);
      }
    },
  });
  const output = /** @type {import('rollup').OutputOptions} */ (Array.isArray(options.output) ? options.output[0] : options.output);
  const inputs = bundle.watchFiles.filter((file) => file.startsWith(root));
  const written = await bundle.write(output);
  await bundle.close();
  /** @type {Record<string, number>} */
  const outputs = {};
  for (const item of written.output) {
    const content = item.type === 'chunk' ? item.code : item.source;
    outputs[join(String(output.dir), item.fileName).slice(root.length + 1)] = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
  }
  return { machinery, inputs: stampFiles(root, inputs, beganMs), outputs, sizes: Object.fromEntries(api.sizes) };
}

/** @typedef {{ options: import('rollup').RollupOptions, name: string, stampFile: string, stamp: import('./build-cache.mjs').BundleStamp | null, reason: string }} StaleBundle */

/**
 * Builds one bundle and stamps it.
 * @param {string} root
 * @param {StaleBundle} stale
 * @param {string} machinery
 * @param {(line: string) => void} say
 */
async function buildStale(root, { options, name, stampFile, stamp, reason }, machinery, say) {
  const startMs = performance.now();
  say(`${name}: ${reason}`);
  rmSync(stampFile, { force: true });
  try {
    const stampNow = await buildBundle(root, options, machinery, say);
    // Parts change their names with the sources; what nobody loads any more must not be packaged.
    for (const file of Object.keys(stamp?.outputs ?? {})) if (!(file in stampNow.outputs)) rmSync(join(root, file), { force: true });
    writeJson(stampFile, stampNow);
    say(`  ${formatSizes(stampNow.sizes)} in ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
  } catch (error) {
    const log = /** @type {import('rollup').RollupLog & Error} */ (error);
    throw new BuildError(`Bundle ${name} failed: ${logText(log)}${log.frame === undefined ? '' : `\n${log.frame}`}`);
  }
}

/** Bundles of ES5: half of the work of a whole build. */
const IS_LEGACY = /-legacy$/;

/**
 * Has bundles built by another process, on another processor.
 * @param {string} root
 * @param {readonly StaleBundle[]} bundles
 * @param {BuildWish} wish
 */
async function buildElsewhere(root, bundles, wish) {
  if (bundles.length === 0) return;
  const names = bundles.map(({ name }) => name).join(',');
  wish.say(`${names}: beside the others`);
  const words = [join(root, 'scripts/build.mjs'), '--only', names, ...(wish.isForced === true ? ['--force'] : [])];
  const { code, output } = await run(process.execPath, words, { cwd: root, isQuiet: true });
  if (code !== 0) throw new BuildError(output.trim());
  wish.say(output.trim());
}

/**
 * Builds every bundle whose sources changed since it was last built, from the table behind `rollup.config.ts`.
 * Throws {@link BuildError} with the bundle's name when one fails.
 * @param {string} root the project's folder
 * @param {BuildWish} wish `only`: names of groups or bundles, `null` for all
 */
export async function buildAll(root, wish) {
  const stampFolder = join(root, '.cache/build');
  const machinery = machineryHash(root);
  const fresh = wish.isForced === true ? null : countIfAllFresh(root, stampFolder, wish.only, machinery);
  if (fresh !== null) return { built: 0, kept: fresh };
  const plan = await loadPlan(root);
  const bundles = plan.map((options) => ({ name: apiOf(options).name, group: apiOf(options).group }));
  writeJson(join(stampFolder, 'plan.json'), { machinery, bundles });
  const known = new Set(bundles.flatMap(({ name, group }) => [name, group]));
  const unknown = (wish.only ?? []).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new BuildError(`No bundle or group named ${unknown.join(', ')}; known: ${[...known].join(', ')}`);
  /** @type {StaleBundle[]} */
  const stale = [];
  let kept = 0;
  for (const options of plan) {
    const { name, group } = apiOf(options);
    if (wish.only !== null && !wish.only.includes(name) && !wish.only.includes(group)) continue;
    const stampFile = join(stampFolder, `${name}.json`);
    const stamp = /** @type {import('./build-cache.mjs').BundleStamp | null} */ (readJson(stampFile));
    const reason = wish.isForced === true ? 'asked for' : staleReason(root, stamp, machinery);
    if (reason === null) kept += 1;
    else stale.push({ options, name, stampFile, stamp, reason });
  }
  const legacy = stale.filter(({ name }) => IS_LEGACY.test(name));
  const elsewhere = legacy.length < stale.length && availableParallelism() > 1 ? legacy : [];
  const ends = await Promise.allSettled([
    buildElsewhere(root, elsewhere, wish),
    (async () => {
      for (const each of stale) if (!elsewhere.includes(each)) await buildStale(root, each, machinery, wish.say);
    })(),
  ]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return { built: stale.length, kept };
}

