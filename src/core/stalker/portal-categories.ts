import { isAdultCategoryName } from '../catalog';
import { looseFlag, looseList, looseObject, looseText } from '../xtream';

/** A genre of channels, or a category of films or series. */
export interface PortalCategory {
  readonly id: string;
  readonly name: string;
  /** Behind the portal's parental lock; its channels are mostly left out of the list of all. */
  readonly isCensored: boolean;
}

/** Judges `get_genres` or `get_categories`. "All" (`*`) and entries without id or name are left out. */
export function readPortalCategories(js: unknown): readonly PortalCategory[] {
  const fields = looseObject(js);
  const list = 'data' in fields ? fields['data'] : js;
  const found: PortalCategory[] = [];
  for (const entry of looseList(list)) {
    const category = looseObject(entry);
    const id = looseText(category, 'id', 'category_id', 'genre_id');
    const name = looseText(category, 'title', 'name', 'alias');
    if (id === '' || id === '*' || name === '') continue;
    found.push({ id, name, isCensored: looseFlag(category['censored']) || isAdultCategoryName(name) });
  }
  return found;
}
