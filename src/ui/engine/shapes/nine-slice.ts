import { LightningElement, Texture } from '../lightning';
import type { SourceLoader, Stage } from '../lightning';
import { uiOf } from '../ui';

/** A packaged picture as one texture; shared by its address and kept for good. */
class AssetTexture extends Texture {
  private readonly address: string;

  constructor(stage: Stage, address: string) {
    super(stage);
    this.address = address;
  }

  protected override _getLookupId(): string {
    return `asset ${this.address}`;
  }

  protected override _getSourceLoader(): SourceLoader {
    const { address, stage } = this;
    return (callback) => uiOf(stage).images.loadNow(address, callback);
  }
}

/** A picture stretched to any size while its `slice` pixels wide edges keep theirs: nine pieces of one texture. */
export class NineSlice extends LightningElement {
  private readonly pieces: LightningElement[];
  private slice: number;

  constructor(stage: Stage) {
    super(stage);
    this.pieces = [];
    this.slice = 0;
  }

  /** Sets the picture (a packaged file of `size` pixels a side) and the width of its edges. */
  setUp(path: string, size: number, slice: number): void {
    this.slice = slice;
    const address = uiOf(this.stage).asset(path);
    const spans: ReadonlyArray<readonly [from: number, length: number]> = [[0, slice], [slice, size - 2 * slice], [size - slice, slice]];
    for (const [fromY, height] of spans) {
      for (const [fromX, width] of spans) {
        const piece = new LightningElement(this.stage);
        const texture = new AssetTexture(this.stage, address);
        texture.mw = size;
        texture.mh = size;
        texture.enableClipping(fromX, fromY, width, height);
        piece.texture = texture;
        this.pieces.push(piece);
        this.childList.a(piece);
      }
    }
    // The picture is not mirrored.
    this.rtl = false;
  }

  /** Stretches the picture. */
  setSize(w: number, h: number): void {
    this.w = w;
    this.h = h;
    const { slice } = this;
    for (let i = 0; i < this.pieces.length; i += 1) {
      const piece = this.pieces[i];
      if (piece === undefined) continue;
      const column = i % 3;
      const row = (i - column) / 3;
      piece.x = column === 0 ? 0 : column === 1 ? slice : w - slice;
      piece.y = row === 0 ? 0 : row === 1 ? slice : h - slice;
      piece.w = column === 1 ? w - 2 * slice : slice;
      piece.h = row === 1 ? h - 2 * slice : slice;
    }
  }
}
