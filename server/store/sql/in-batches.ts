/** Keys in one statement: databases limit them. */
export const KEYS_PER_QUERY = 300;

/** Cuts a list into pieces of at most `size`: SQL statements have a limit on parameters. */
export function* inBatches<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

/** Rows of many keys, read in batches one after the other. */
export async function readInBatches<Key, Row>(keys: readonly Key[], read: (batch: Key[]) => Promise<readonly Row[]>): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (const batch of inBatches(keys, KEYS_PER_QUERY)) found.push(...(await read(batch)));
  return found;
}
