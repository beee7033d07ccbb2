import type { Capabilities } from '#ports';
import type { StageOptions } from './lightning';

/** Pixels of textures kept, by memory: 4 bytes each, the design's 96 and 160 MB. */
const TEXTURE_PIXELS: Readonly<Record<Capabilities['memoryClass'], number>> = { low: 24e6, mid: 40e6, high: 40e6 };

/**
 * Height of the textures that texts and shapes share (they are 2048 wide), by memory. What a screen shows takes about 512 rows: there is room for
 * the pages that are kept alive.
 */
export const ATLAS_HEIGHT: Readonly<Record<Capabilities['memoryClass'], number>> = { low: 1024, mid: 2048, high: 2048 };

/** Pages kept alive, by memory. */
export const PAGES_ALIVE: Readonly<Record<Capabilities['memoryClass'], number>> = { low: 2, mid: 3, high: 4 };

/** The canvas of the design. */
export const CANVAS_WIDTH = 1920;
/** See {@link CANVAS_WIDTH}. */
export const CANVAS_HEIGHT = 1080;

/** Lightning's stage for a set: resolution, memory and what it can do. Transparent: video shows through. */
export function stageOptions(capabilities: Capabilities): StageOptions {
  const precision = capabilities.pixelsPerUnit;
  return {
    w: Math.round(CANVAS_WIDTH * precision),
    h: Math.round(CANVAS_HEIGHT * precision),
    precision,
    clearColor: 0x00000000,
    memoryPressure: TEXTURE_PIXELS[capabilities.memoryClass],
    useImageWorker: capabilities.hasImageWorker,
    canvas2d: !capabilities.hasWebgl,
  };
}
