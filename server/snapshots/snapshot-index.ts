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
/** Snapshots kept of each kind of account. More: a television that was away for longer still gets a difference; less space is used. */
const KEPT = 4;

/** Name of the file of a snapshot. */
export function snapshotName(tag: string): string {
  return `${tag}.snapshot.gz`;
}

/** Name of the file of the difference between two snapshots. */
export function deltaName(baseTag: string, targetTag: string): string {
  return `${baseTag}.${targetTag}.delta.gz`;
}

/** Name of the file of a search index, as `maker` makes it. */
export function searchName(tag: string, maker: string): string {
  return `${tag}.${maker}.search.gz`;
}

/** The index with `entry` as the newest of its kind of account, and without what is too old. */
export function withEntry(index: SnapshotIndex, entry: IndexEntry): SnapshotIndex {
  const others = index.filter((it) => it.visibility !== entry.visibility);
  const older = index.filter((it) => it.visibility === entry.visibility && it.tag !== entry.tag).slice(0, KEPT - 1);
  return [entry, ...older, ...others];
}

/** Whether a file is of use beside an index: a snapshot it names (or one of `unnoted`), its search index by `searchMaker`, a difference to a newest one. */
export function isOfUse(name: string, index: SnapshotIndex, searchMaker: string, unnoted: ReadonlySet<string> = new Set()): boolean {
  const [first = '', second = ''] = name.split('.');
  if (!unnoted.has(first) && !index.some(({ tag }) => tag === first)) return false;
  const newest = (['general', 'all'] as const).map((visibility) => index.find((entry) => entry.visibility === visibility)?.tag);
  return name === snapshotName(first) || name === searchName(first, searchMaker) || (name === deltaName(first, second) && newest.includes(second));
}

/** An index as it was written; what is torn is empty. */
export function parseIndex(text: string): SnapshotIndex {
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

/** An index as text, for {@link parseIndex}. */
export function indexText(index: SnapshotIndex): string {
  return `${JSON.stringify({ snapshots: index }, null, 1)}\n`;
}
