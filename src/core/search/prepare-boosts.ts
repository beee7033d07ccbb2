import type { Row } from '../catalog';
import type { IndexData } from './index-data';
import type { PreparedBoosts, SearchKind } from './search-contract';

/** Finds the documents of the rows a profile likes. Rows the index does not have are left out; of a row given twice the last weight counts. */
export function prepareBoosts(data: IndexData, visit: (add: (kind: SearchKind, row: Row, weight: number) => void) => void): PreparedBoosts {
  const wanted = new Map<string, Map<Row, number>>();
  visit((kind, row, weight) => {
    const rows = wanted.get(kind) ?? new Map<Row, number>();
    rows.set(row, Math.max(1, Math.min(255, Math.round(weight))));
    wanted.set(kind, rows);
  });
  const docs: number[] = [];
  const weights: number[] = [];
  const bits = new Uint32Array((data.priors.length >>> 5) + 1);
  let doc = 0;
  for (const { name, count } of data.sections) {
    const rows = wanted.get(name);
    for (const behind = doc + count; doc < behind; doc += 1) {
      const weight = rows?.get(data.rows.at(doc));
      if (weight === undefined) continue;
      docs.push(doc);
      weights.push(weight);
      bits[doc >>> 5] = (bits[doc >>> 5] ?? 0) | (1 << (doc & 31));
    }
  }
  return { docs: Uint32Array.from(docs), weights: Uint8Array.from(weights), bits };
}
