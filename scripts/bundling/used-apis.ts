import { parse, type MemberExpression, type Node } from 'acorn';
import { simple } from 'acorn-walk';

/** Names finished code speaks of. */
export interface UsedNames {
  /** Globals it reads. */
  readonly globals: ReadonlySet<string>;
  /** `Owner.member` of every access to a member of a global. */
  readonly statics: ReadonlySet<string>;
  /** Every member name. */
  readonly members: ReadonlySet<string>;
  /** Members it calls, by themselves or through `call`, `apply` and `bind`. */
  readonly called: ReadonlySet<string>;
}

interface Loose extends Node {
  readonly name?: string;
  readonly value?: unknown;
}

function memberName(property: Loose, isComputed: boolean): string | null {
  if (!isComputed) return property.name ?? null;
  return typeof property.value === 'string' ? property.value : null;
}

/**
 * Reads the names off a script. A name declared anywhere in it is not counted as a global: the bundler renames its own
 * declarations away from globals the script reads.
 */
export function usedNames(code: string): UsedNames {
  const declared = new Set<string>();
  const read = new Set<string>();
  const pairs: Array<readonly [owner: string, member: string]> = [];
  const members = new Set<string>();
  const called = new Set<string>();
  const declare = (node: { readonly id?: { readonly name: string } | null }): void => {
    if (node.id) declared.add(node.id.name);
  };
  const call = (callee: Node): void => {
    if (callee.type !== 'MemberExpression') return;
    const { object, property, computed } = callee as MemberExpression;
    const member = memberName(property, computed);
    if (member === null) return;
    called.add(member);
    if (/^(call|apply|bind)$/.test(member)) call(object);
  };
  simple(parse(code, { ecmaVersion: 2022, sourceType: 'script' }), {
    Function: declare,
    Class: declare,
    Pattern(node) {
      if (node.type === 'Identifier') declared.add(node.name);
    },
    Identifier(node) {
      read.add(node.name);
    },
    CallExpression(node) {
      call(node.callee);
    },
    MemberExpression(node) {
      const member = memberName(node.property, node.computed);
      if (member === null) return;
      members.add(member);
      if (node.object.type !== 'Identifier') return;
      if (/^(window|self|globalThis)$/.test(node.object.name)) read.add(member);
      else pairs.push([node.object.name, member]);
    },
  });
  const statics = pairs.filter(([owner]) => !declared.has(owner)).map(([owner, member]) => `${owner}.${member}`);
  return { globals: new Set([...read].filter((name) => !declared.has(name))), statics: new Set(statics), members, called };
}
