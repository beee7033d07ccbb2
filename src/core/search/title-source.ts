import type { Steps } from '../base';
import type { IndexSection } from './index-data';

/** What an index is built from: titles by section and row. After {@link open} the fields tell about that row. */
export interface TitleSource {
  readonly revision: string;
  readonly sections: readonly IndexSection[];
  /** The title is `bytes[start..end)`, UTF-8. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** 0 unknown. */
  readonly year: number;
  /** 0..255. */
  readonly prior: number;
  /** Number of a text of further words (genres, people); 0 none. */
  readonly field: number;
  /** Goes to a section. */
  beginSteps(section: number): Steps<void>;
  /** Goes to a row of the section begun last. */
  open(row: number): void;
  /** The text of a {@link field}. */
  fieldText(field: number): string;
}
