import type { WireCategory } from '#core/wire';

/** Categories of several sources as one list, and which of them each category went into. */
export interface MergedCategories {
  readonly categories: readonly WireCategory[];
  /** The ids a row with these categories is listed under: each once, in order. */
  idsOf(ids: readonly string[]): readonly string[];
}

/**
 * Merges categories of the same name, whatever its letter case: a viewer with two sources wants one "News". The first one gives the
 * name and the id. Adult categories merge with adult ones only.
 */
export function mergeCategories(categories: readonly WireCategory[]): MergedCategories {
  const firstOfName = new Map<string, WireCategory>();
  const idOf = new Map<string, string>();
  for (const category of categories) {
    const name = `${category.name.trim().toLowerCase()}\n${String(category.isAdult)}`;
    const first = firstOfName.get(name) ?? category;
    firstOfName.set(name, first);
    idOf.set(category.id, first.id);
  }
  return {
    categories: [...firstOfName.values()],
    idsOf: (ids) => [...new Set(ids.map((id) => idOf.get(id) ?? id))],
  };
}
