import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asFields, numberOf, oneOf, rowsOf, textOf } from '#core/wire';

/** Kinds of accounts: those that see adult rows see all. */
export type Visibility = 'general' | 'all';

/** A snapshot on the disk. */
export interface IndexEntry {
  readonly visibility: Visibility;
  /** Of the catalogue it was made of. */
  readonly revision: string;
  /** What made it; another release may make other bytes of the same catalogue. */
  readonly maker: string;
  readonly tag: string;
  readonly packedBytes: number;
}

/** All of them, of each kind the newest first. */
export type SnapshotIndex = readonly IndexEntry[];

const TAG = /^[\w-]{22}$/;

function parse(text: string): SnapshotIndex {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Torn by something else than us: as if nothing were there.
    return [];
  }
  const list = asFields(value)?.['snapshots'];
  return rowsOf(Array.isArray(list) ? list : [], (fields) => {
    const visibility = oneOf(fields['visibility'], ['general', 'all'] as const);
    const tag = textOf(fields, 'tag');
    if (visibility === null || !TAG.test(tag)) return null;
    return { visibility, tag, revision: textOf(fields, 'revision'), maker: textOf(fields, 'maker'), packedBytes: numberOf(fields, 'packedBytes', 0) };
  });
}

/** Reads the index of a folder; empty when there is none. */
export async function readIndex(folder: string): Promise<SnapshotIndex> {
  try {
    return parse(await readFile(join(folder, 'index.json'), 'utf8'));
  } catch {
    return [];
  }
}

/** Writes an index to a file. */
export async function writeIndex(path: string, index: SnapshotIndex): Promise<void> {
  await writeFile(path, `${JSON.stringify({ snapshots: index }, null, 1)}\n`, { mode: 0o600 });
}
