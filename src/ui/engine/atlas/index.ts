export { NO_SLOT, TextureAtlas } from './texture-atlas';
export type { Slot } from './shelf-page';
