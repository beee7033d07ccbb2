/**
 * How an element looks while it has focus, as far as the shared ring and shadow and its own size go. Fills and text
 * colours are the element's own business. Make one constant per kind, not one per element.
 */
export interface FocusLook {
  /** Size while focused; 1 keeps it. */
  readonly scale: number;
  /** Corner radius of the element at size 1. */
  readonly radius: number;
  /** Whether the ring is drawn around it, and its stroke where it differs from the theme's. */
  readonly hasRing: boolean;
  readonly ringWidth?: number;
  readonly hasLift: boolean;
}

/** Controls that only swap their fill. */
export const FILL_LOOK: FocusLook = Object.freeze({ scale: 1, radius: 0, hasRing: false, hasLift: false });
