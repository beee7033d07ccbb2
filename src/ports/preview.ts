/** A tile of the app's row on the home screen. */
export interface PreviewTile {
  readonly title: string;
  readonly subtitle: string;
  /** An absolute address; the set fetches it by itself. */
  readonly picture: string;
  readonly shape: '16by9' | '1by1' | '2by3';
  /** Comes back as the parameters of a launch intent. */
  readonly params: Readonly<Record<string, string>>;
  /** Pressing it plays at once. */
  readonly isPlayable: boolean;
  /** When it is taken away by itself, milliseconds since 1970. */
  readonly untilMs: number;
}

/** Tiles under one heading. */
export interface PreviewSection {
  readonly title: string;
  readonly tiles: readonly PreviewTile[];
}

/** The app's row on the set's home screen: seen by everybody in the room, without a PIN. */
export interface PreviewPort {
  /** The sets take no new row before this has passed since the last one. */
  readonly paceMs: number;
  /** Puts these sections in place of those before; none: nothing is shown. What became of it is not told. */
  show(sections: readonly PreviewSection[]): void;
}
