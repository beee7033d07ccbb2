import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Something the web platform got at a known version of Chrome. */
export interface NewerApi {
  /** Global object or constructor, for example `Array`; for a global itself its name. */
  readonly owner: string;
  /** Member, or `null` for the global itself. */
  readonly member: string | null;
  readonly isStatic: boolean;
  /** Whether it is part of the language rather than of the browser. */
  readonly isBuiltin: boolean;
  /** First Chrome that has it without flag or prefix; `Infinity` for none. */
  readonly since: number;
}

type JsonObject = Readonly<Record<string, unknown>>;

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

/** Chrome major that brought a feature; `null` where the data does not say. */
function chromeSince(node: unknown): number | null {
  const support = asObject(asObject(asObject(node)['__compat'])['support'])['chrome'];
  if (support === undefined) return null;
  let since = Infinity;
  for (const statement of (Array.isArray(support) ? support : [support]).map(asObject)) {
    if (statement['flags'] !== undefined || statement['prefix'] !== undefined || statement['alternative_name'] !== undefined) continue;
    const added = statement['version_added'];
    if (added === true) return 0;
    const major = typeof added === 'string' ? /\d+/.exec(added)?.[0] : undefined;
    if (major !== undefined) since = Math.min(since, Number(major));
  }
  return since;
}

/** The data do not tell static members of the language from those of instances; the engine that runs us does. */
function isStaticHere(owner: string, member: string): boolean {
  const host: unknown = owner === 'TypedArray' ? Object.getPrototypeOf(Uint8Array) : Reflect.get(globalThis, owner);
  // Members of namespaces (`Math`, `Atomics`) have no instances.
  if (typeof host === 'object' && host !== null) return true;
  return typeof host === 'function' && Object.hasOwn(host, member);
}

function membersOf(owner: string, node: unknown, chromeMajor: number, isBuiltin: boolean): NewerApi[] {
  const found: NewerApi[] = [];
  for (const [key, value] of Object.entries(asObject(node))) {
    const since = key === '__compat' ? null : chromeSince(value);
    if (since === null || since <= chromeMajor) continue;
    const member = key.endsWith('_event') ? `on${key.slice(0, -'_event'.length)}` : key.replace(/_static$/, '');
    const isStatic = key.endsWith('_static') || isStaticHere(owner, member);
    if (IDENTIFIER.test(member) && member !== owner) found.push({ owner, member, isStatic, isBuiltin, since });
  }
  return found;
}

/** What was found in data that were read, by the version asked for: every script of a build asks. */
const known = new WeakMap<object, Map<number, readonly NewerApi[]>>();

/** Globals and members that came after a version of Chrome, out of MDN's browser compatibility data. */
export function newerApis(data: unknown, chromeMajor: number): readonly NewerApi[] {
  const all = asObject(data);
  const byVersion = known.get(all) ?? new Map<number, readonly NewerApi[]>();
  known.set(all, byVersion);
  const found = byVersion.get(chromeMajor) ?? findNewer(all, chromeMajor);
  byVersion.set(chromeMajor, found);
  return found;
}

function findNewer(data: JsonObject, chromeMajor: number): NewerApi[] {
  const found: NewerApi[] = [];
  const roots = [[data['api'], false], [asObject(data['javascript'])['builtins'], true]] as const;
  for (const [root, isBuiltin] of roots) {
    for (const [owner, node] of Object.entries(asObject(root))) {
      if (!IDENTIFIER.test(owner)) continue;
      const since = chromeSince(node);
      if (since !== null && since > chromeMajor) found.push({ owner, member: null, isStatic: true, isBuiltin, since });
      found.push(...membersOf(owner, node, chromeMajor, isBuiltin));
    }
  }
  return found;
}

const files = new Map<string, unknown>();

/** MDN's browser compatibility data as installed; read once. */
export function readCompatData(root = process.cwd()): unknown {
  const file = createRequire(join(root, 'package.json')).resolve('@mdn/browser-compat-data');
  if (!files.has(file)) files.set(file, JSON.parse(readFileSync(file, 'utf8')));
  return files.get(file);
}
