/** What kind of thing has focus; ARIA role names. */
export type SpokenRole =
  | 'button' | 'link' | 'listitem' | 'option' | 'tab' | 'switch' | 'checkbox' | 'radio' | 'textbox' | 'slider' | 'gridcell' | 'menuitem' | 'img' | 'status';

/** What the announcer and end-to-end tests are told about the focused element. Texts in the viewer's language. */
export interface Spoken {
  readonly role: SpokenRole;
  /** Label or title; may already hold type, year and rating. */
  readonly name: string;
  /** Words for the state: `on`, `selected`, `not available`. The ARIA attributes below follow it. */
  readonly state?: string;
  /** Spoken after the state: progress, price, time. */
  readonly details?: string;
  /** Value of a field, slider or setting. */
  readonly value?: string;
  /** Place from 1 of how many. */
  readonly index?: number;
  readonly count?: number;
  /** What else the keys do; spoken the first three times. */
  readonly hint?: string;
  readonly isChecked?: boolean;
  readonly isSelected?: boolean;
  readonly isDisabled?: boolean;
  readonly isExpanded?: boolean;
  /** Id of the item behind the element; tests find it by this. */
  readonly id?: string;
}
