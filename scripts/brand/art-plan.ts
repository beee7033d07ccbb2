/** How a piece of art is composed on the brand's background. */
export type ArtLayout = 'mark' | 'logo' | 'splash';

/** One picture drawn from the brand's SVG files. */
export interface ArtPiece {
  /** File name inside the brand's art folder. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly layout: ArtLayout;
  /** What it is for. */
  readonly use: string;
}

/** Every picture both televisions and both stores ask for. The sizes are the stores' own; a store refuses others. */
export const ART_PLAN = {
  tizenIcon: {
    file: 'tizen-icon-512x423.png',
    width: 512,
    height: 423,
    layout: 'logo',
    use: 'icon in the Tizen package and in the seller office',
  },
  tizenSmallIcon: {
    file: 'tizen-icon-117x117.png',
    width: 117,
    height: 117,
    layout: 'mark',
    use: 'seller office, older icon size',
  },
  tizenLauncher: {
    file: 'tizen-launcher-1920x1080.png',
    width: 1920,
    height: 1080,
    layout: 'splash',
    use: 'seller office, launcher picture',
  },
  webosIcon: { file: 'webos-icon-80x80.png', width: 80, height: 80, layout: 'mark', use: 'icon in the webOS package' },
  webosLargeIcon: {
    file: 'webos-icon-130x130.png',
    width: 130,
    height: 130,
    layout: 'mark',
    use: 'largeIcon in the webOS package',
  },
  webosStoreIcon: { file: 'webos-icon-400x400.png', width: 400, height: 400, layout: 'mark', use: 'LG seller lounge' },
  splash: {
    file: 'splash-1920x1080.png',
    width: 1920,
    height: 1080,
    layout: 'splash',
    use: 'splashBackground in the webOS package',
  },
} as const satisfies Record<string, ArtPiece>;

/** Name of one planned picture. */
export type ArtName = keyof typeof ART_PLAN;

/** The plan as a list. */
export function artPieces(): readonly ArtPiece[] {
  return Object.values(ART_PLAN);
}
