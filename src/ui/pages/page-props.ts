import type { AppModel } from '#model/app';
import type { NavigationEntry } from '#model/navigation';

/** What every page is made with. */
export interface PageProps {
  readonly app: AppModel;
  /** The visit: pages remember their focus in it. */
  readonly entry: NavigationEntry;
}
