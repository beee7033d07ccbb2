import { parse } from 'acorn';
import type { PackageFile, Problem } from '../scripts/packaging';

/** Larger scripts have crashed the oldest service runtime. */
const MAX_SCRIPT_BYTES = 1_000_000;

/** Modules of the oldest service runtime; newer Nodes have more. */
const BUILT_IN = new Set(
  (
    'assert buffer child_process crypto dgram dns events fs http https net os path querystring stream string_decoder ' +
    'timers tls url util vm zlib'
  ).split(' '),
);

/**
 * What the oldest service runtime (Node 0.12, webOS 3 and 4) would stumble over in the service's scripts: syntax newer
 * than ES5, modules that are neither built in nor the television's library, large files. `files` are the service's own.
 */
export function lintServiceCode(files: readonly PackageFile[]): Problem[] {
  const problems: Problem[] = [];
  for (const file of files.filter((candidate) => candidate.path.endsWith('.js'))) {
    const code = Buffer.from(file.bytes).toString('utf8');
    if (file.bytes.length > MAX_SCRIPT_BYTES) {
      problems.push({ field: file.path, reason: `is larger than ${MAX_SCRIPT_BYTES} bytes`, example: 'split it' });
    }
    try {
      parse(code, { ecmaVersion: 5, sourceType: 'script' });
    } catch (error) {
      problems.push({
        field: file.path,
        reason: `is not ES5, which the service of webOS 3 and 4 needs (${error instanceof Error ? error.message : String(error)})`,
        example: 'var and function in place of const and =>',
      });
    }
    for (const [, name = ''] of code.matchAll(/\brequire\(\s*['"]([^'"]+)['"]\s*\)/g)) {
      const isOwn =
        name.startsWith('./') && files.some((other) => [name.slice(2), `${name.slice(2)}.js`].includes(other.path));
      if (!isOwn && name !== 'webos-service' && !BUILT_IN.has(name)) {
        problems.push({
          field: file.path,
          reason: `needs "${name}", which no television has`,
          example: 'a built-in module or a file of the service',
        });
      }
    }
  }
  return problems;
}
