/** The id a set lends to advertising. Its owner can reset it, or forbid that it is used to follow them. */
export interface AdIdPort {
  /** What ad servers call this kind of id. */
  readonly kind: string;
  /**
   * The id, or `null` where there is none or the set's owner limits it. Personal: asked for each time, only for requests of advertising over https and
   * with the viewer's leave, and never kept, logged or told to anybody else.
   */
  id(): string | null;
}
