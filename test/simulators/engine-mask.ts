import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Support {
  readonly version_added?: string | boolean | null;
}

/** Members that natives themselves depend on, or whose removal breaks the page instead of ageing it. */
const UNTOUCHABLE = /^(RegExp|Symbol|Promise|Object|Function|Error|Reflect|Proxy|Math|JSON|Window|Document|Node|Element|HTMLElement|Event|EventTarget)$/;
/** What the simulators and every driver need in the page. */
const KEPT: ReadonlySet<string> = new Set(['EventTarget', 'Event.prototype.composedPath', 'KeyboardEvent', 'CustomEvent', 'WeakRef']);

function isNewer(support: unknown, chrome: number): boolean {
  const first: unknown = Array.isArray(support) ? support[support.length - 1] : support;
  if (typeof first !== 'object' || first === null) return false;
  const added = (first as Support).version_added;
  return typeof added === 'string' && Number(added) > chrome;
}

function chromeOf(node: unknown): unknown {
  const compat: unknown = typeof node === 'object' && node !== null ? Reflect.get(node, '__compat') : undefined;
  const support: unknown = typeof compat === 'object' && compat !== null ? Reflect.get(compat, 'support') : undefined;
  return typeof support === 'object' && support !== null ? Reflect.get(support, 'chrome') : undefined;
}

function namesBelow(tree: object, chrome: number, isBuiltin: boolean): string[] {
  const names: string[] = [];
  for (const [owner, node] of Object.entries(tree)) {
    if (owner === '__compat' || typeof node !== 'object' || node === null) continue;
    if (isNewer(chromeOf(node), chrome)) {
      names.push(owner);
      continue;
    }
    if (UNTOUCHABLE.test(owner) && !isBuiltin) continue;
    for (const [member, child] of Object.entries(node as object)) {
      if (member === '__compat' || !/^[a-zA-Z]\w*$/.test(member) || member === owner || !isNewer(chromeOf(child), chrome)) continue;
      names.push(`${owner}.prototype.${member}`, `${owner}.${member}`);
    }
  }
  return names;
}

/**
 * What Chrome got after version `chrome`, by name, for {@link applyMask}: globals, and members of interfaces and builtins.
 * A coarse aid that catches missing polyfills; it says nothing about syntax or speed. Source: MDN browser-compat-data.
 */
export function engineMask(chrome: number, root = process.cwd()): readonly string[] {
  const file = createRequire(join(root, 'package.json')).resolve('@mdn/browser-compat-data');
  const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const pick = (...path: readonly string[]): object => {
    let node: unknown = data;
    for (const key of path) node = typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined;
    return typeof node === 'object' && node !== null ? node : {};
  };
  const names = [...namesBelow(pick('api'), chrome, false), ...namesBelow(pick('javascript', 'builtins'), chrome, true)];
  return [...new Set(names)].filter((name) => !KEPT.has(name) && !/^(RegExp|Symbol)\b/.test(name)).sort();
}
