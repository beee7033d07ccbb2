import type { FacetChoice, FacetCounts, FacetName } from '#core/catalog';
import type { Translator } from '#model/i18n';
import type { FilterGroup, FilterValue } from '../library-model';

/** A facet tells titles apart when it has as many values. */
const LEAST_VALUES = 2;

/** What words of values are made with. */
export interface FilterWords {
  readonly translator: Translator;
  /** Name of a source; empty if unknown. */
  nameOf(sourceId: string): string;
}

function languageName({ t, has }: Translator, tag: string): string {
  const key = tag === 'mul' ? 'library.several-languages' : `language.${tag}`;
  return has(key) ? t(key) : tag.toUpperCase();
}

/** A value in the viewer's language. */
export function chipLabel({ translator, nameOf }: FilterWords, facet: FacetName, value: string): string {
  switch (facet) {
    case 'language':
      return languageName(translator, value);
    case 'rating':
      return translator.t('library.at-least', { rating: Number(value) });
    case 'year': {
      const [from = 0, to = 0] = value.split('-').map(Number);
      return to === 0 ? String(from) : translator.format.years(from, to);
    }
    case 'source':
      return nameOf(value) === '' ? value : nameOf(value);
    default:
      return value;
  }
}

/** Years and ratings stand highest first, everything else by how many titles have it. */
function inOrder(facet: FacetName, values: readonly FilterValue[]): readonly FilterValue[] {
  const isRanked = facet === 'year' || facet === 'rating';
  return Array.from(values).sort((a, b) => {
    if (isRanked) return a.id < b.id ? 1 : -1;
    return b.count - a.count || (a.label < b.label ? -1 : 1);
  });
}

/**
 * The facets a viewer can choose from. `all`: the values of the list without any choice, so that a value nothing is left of stays where it
 * is; `now`: how many titles each would have.
 */
export function filterGroups(words: FilterWords, names: readonly FacetName[], choice: FacetChoice, counts: { readonly all: FacetCounts; readonly now: FacetCounts }): readonly FilterGroup[] {
  const groups: FilterGroup[] = [];
  for (const facet of names) {
    const chosen = choice[facet] ?? [];
    // Their order is that of all titles: nothing moves while values are chosen.
    const known = Array.from(counts.all[facet], ([value, count]) => ({ id: `${facet}:${value}`, label: chipLabel(words, facet, value), count, isChosen: chosen.indexOf(value) !== -1 }));
    if (known.length < LEAST_VALUES && chosen.length === 0) continue;
    const values = inOrder(facet, known).map((value) => ({ ...value, count: counts.now[facet].get(value.id.slice(facet.length + 1)) ?? 0 }));
    groups.push({ id: facet, label: words.translator.t(`library.by-${facet}`), values });
  }
  return groups;
}
