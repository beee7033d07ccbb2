import type { PageTexture, Stage, TextureOptions, TextureSource } from '../lightning';
import { ShelfPage } from './shelf-page';
import type { Slot } from './shelf-page';

/** Pixels: what every set can do. */
const PAGE_WIDTH = 2048;
/** Smaller: more draw calls where a screen needs two; larger: memory. */
const MOST_PAGES = 2;
/** Largest picture that goes onto a page. Smaller: more draw calls; larger: a page holds less than a screen. */
const MOST_PIXELS = 160_000;
/** Side of the white spot all plain rectangles are drawn from. */
const WHITE = 4;

interface Page {
  readonly texture: PageTexture;
  readonly shelves: ShelfPage;
}

interface Place {
  readonly page: Page;
  readonly slot: Slot;
}

/** A source that is drawn on no page. */
export const NO_SLOT: Slot = { x: 0, y: 0, w: 0, h: 0 };

/**
 * Texts and small shapes on a few shared textures: what stands side by side on the screen and comes from one texture is one draw call. What
 * nobody shows stays until its room is needed, longest drawn first.
 */
export class TextureAtlas {
  private readonly stage: Stage;
  private readonly pageHeight: number;
  private readonly pages: Page[] = [];
  /** In the order in which they were drawn. */
  private readonly tenants = new Map<TextureSource, Place>();

  /** `pageHeight`: pixels; each takes 8 kB. Without WebGL there are no pages. */
  constructor(stage: Stage, pageHeight: number) {
    this.stage = stage;
    this.pageHeight = pageHeight;
    if (stage.isWebgl()) this.takeWhite();
  }

  /**
   * Puts a picture onto a page and answers what Lightning makes of it; `null`: it needs a texture of its own. `draw` answers its pixels with
   * one more on each side: what is drawn between two pixels of its edge must not mix with its neighbour.
   */
  put(source: TextureSource, w: number, h: number, draw: () => ImageData | HTMLCanvasElement): TextureOptions | null {
    const place = w * h > MOST_PIXELS || !this.stage.isWebgl() ? null : this.take(w + 2, h + 2);
    if (place === null) return null;
    const { gl } = this.stage;
    const { page, slot } = place;
    const pixels = draw();
    this.bind(page);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, slot.x, slot.y, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    this.tenants.set(source, place);
    const part: Slot = { x: slot.x + 1, y: slot.y + 1, w, h };
    return { source: page.texture, w: PAGE_WIDTH, h: this.pageHeight, hasAlpha: true, throttle: false, renderInfo: part };
  }

  /** Draws plain rectangles from the first page too. */
  private takeWhite(): void {
    const place = this.take(WHITE, WHITE);
    const { gl, rectangleTexture } = this.stage;
    if (place === null || rectangleTexture.source === null) return;
    const { page, slot } = place;
    this.bind(page);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, slot.x, slot.y, WHITE, WHITE, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(WHITE * WHITE * 4).fill(0xff));
    rectangleTexture.source.replaceNativeTexture(page.texture, PAGE_WIDTH, this.pageHeight);
    rectangleTexture.enableClipping(slot.x + 1, slot.y + 1, WHITE - 2, WHITE - 2);
  }

  private take(w: number, h: number): Place | null {
    for (let i = 0; i < MOST_PAGES; i += 1) {
      const page = this.pages[i] ?? this.addPage();
      const slot = page === null ? null : page.shelves.take(w, h) ?? this.makeRoom(page, w, h);
      if (page !== null && slot !== null) return { page, slot };
    }
    return null;
  }

  /** Drops what nobody shows, one after the other, until there is room. */
  private makeRoom(page: Page, w: number, h: number): Slot | null {
    const known = this.stage.textureManager.textureSourceHashmap;
    for (const [source, tenant] of this.tenants) {
      if (tenant.page !== page || source.isUsed()) continue;
      this.tenants.delete(source);
      page.shelves.giveBack(tenant.slot);
      // As Lightning's own collection does: whoever shows it again has it drawn again.
      source.clearNativeTexture();
      if (known.get(source.lookupId) === source) known.delete(source.lookupId);
      const slot = page.shelves.take(w, h);
      if (slot !== null) return slot;
    }
    return null;
  }

  private addPage(): Page | null {
    const { gl } = this.stage;
    const [w, h] = [PAGE_WIDTH, this.pageHeight];
    const texture = gl.isContextLost() ? null : gl.createTexture();
    if (texture === null) return null;
    const page = { texture: Object.assign(texture, { w, h }), shelves: new ShelfPage(w, h) };
    this.bind(page);
    for (const name of [gl.TEXTURE_MAG_FILTER, gl.TEXTURE_MIN_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.LINEAR);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, w, h, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    this.stage.addMemoryUsage(w * h);
    this.pages.push(page);
    return page;
  }

  private bind({ texture }: Page): void {
    const { gl } = this.stage;
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
  }
}
