/** One thing wrong with a brand file; the packagers print it as their own problems. */
export interface BrandProblem {
  /** Place in the file, for instance `colors.accent`. */
  readonly field: string;
  /** Goes on after the field's name. */
  readonly reason: string;
  /** What would do. */
  readonly example: string;
}
