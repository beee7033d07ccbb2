import type { PictureShelf } from '#server/folders';
import type { Accounts, Billing, KeyVault, Operators, Rights } from '#server/domain';
import type { AccountRow, RightsTarget, Store } from '#server/store';
import { problem } from './operator-words';
import type { OperatorWords } from './operator-words';

/** What operator commands work with. */
export interface OperatorTools {
  readonly store: Store;
  readonly accounts: Accounts;
  readonly rights: Rights;
  readonly billing: Billing;
  /** Who signs in to the console. */
  readonly operators: Operators;
  /** Content keys of protected titles. */
  readonly vault: KeyVault;
  /** Where a picture of a folder is shown from; absent: folders are imported without theirs. */
  readonly pictureAddress?: (asset: string) => string;
  /** Where they go so that other nodes have them; absent or `null`: nowhere. */
  readonly pictures?: PictureShelf | null;
  readonly nowMs: () => number;
}

/** A command: how it is written, and what it does. Answers the text to print. */
export interface OperatorCommand {
  readonly usage: string;
  run(words: OperatorWords, tools: OperatorTools): Promise<string>;
}

/** The word at a place; throws `input.invalid` when it is missing. */
export function wordAt(words: OperatorWords, at: number, what: string): string {
  const word = words.plain[at];
  if (word === undefined) throw problem(`${what} is needed`);
  return word;
}

/** A name an operator gives to a plan, bouquet, offer or rule. */
export function nameAt(words: OperatorWords, at: number, what: string): string {
  const name = wordAt(words, at, what);
  if (!/^[a-z0-9][a-z0-9._-]{0,39}$/.test(name)) throw problem(`"${name}" cannot be ${what}: up to 40 small letters, digits, dots and dashes`);
  return name;
}

/** The account of a sign-in name. */
export async function accountNamed(tools: OperatorTools, name: string): Promise<AccountRow> {
  const account = await tools.store.accounts.byName(name);
  if (account === null) throw problem(`there is no account "${name}"`);
  return account;
}

/** A moment for people, or a word when there is none. */
export function dateText(atMs: number, none: string): string {
  return atMs === 0 ? none : new Date(atMs).toISOString().slice(0, 16).replace('T', ' ');
}

/** Lines with their columns under each other. */
export function tableText(rows: ReadonlyArray<readonly string[]>): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, at) => { widths[at] = Math.max(widths[at] ?? 0, cell.length); });
  return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ').trimEnd()).join('\n');
}

async function isThere({ store }: OperatorTools, { kind, itemId }: RightsTarget): Promise<boolean> {
  const { catalog } = store;
  if (kind === 'channel') return (await catalog.channel(itemId)) !== null;
  if (kind === 'movie') return (await catalog.movie(itemId)) !== null;
  if (kind === 'series') return (await catalog.seriesById(itemId)) !== null;
  const lists = await Promise.all((['channel', 'movie', 'series'] as const).map((list) => catalog.categories(list)));
  return lists.flat().some((row) => row.id === itemId);
}

/** Throws `input.invalid` when a row that was named is not in the catalogue: a right on nothing is a typing error. */
export async function mustBeThere(tools: OperatorTools, targets: readonly RightsTarget[]): Promise<void> {
  for (const target of targets) {
    if (!(await isThere(tools, target))) throw problem(`there is no ${target.kind} ${String(target.itemId)}; "find" shows the numbers`);
  }
}
