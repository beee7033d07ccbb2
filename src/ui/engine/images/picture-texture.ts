import { Texture } from '../lightning';
import type { SourceLoader, Stage } from '../lightning';
import { uiOf } from '../ui';
import type { ImagePriority, ImageWish } from './image-queue';

/** A picture from an address, loaded through the queue while somebody sees it. */
export class PictureTexture extends Texture {
  private wish: ImageWish | null;
  private readonly readPriority: () => ImagePriority;
  private readonly onFail: (url: string) => void;

  constructor(stage: Stage, readPriority: () => ImagePriority, onFail: (url: string) => void) {
    super(stage);
    this.wish = null;
    this.readPriority = readPriority;
    this.onFail = onFail;
  }

  /** Loads another picture; `null` shows none. */
  show(wish: ImageWish | null): void {
    this.wish = wish;
    if (wish !== null) {
      this.mw = wish.w;
      this.mh = wish.h;
    }
    this._changed();
  }

  protected override _getIsValid(): boolean {
    return this.wish !== null;
  }

  protected override _getLookupId(): string | null {
    const { wish } = this;
    return wish === null ? null : `picture ${wish.fit} ${wish.w} ${wish.h} ${wish.url}`;
  }

  protected override _getSourceLoader(): SourceLoader {
    const { wish, stage } = this;
    return (callback) => {
      if (wish === null) return undefined;
      return uiOf(stage).images.request(wish, this.readPriority, callback, () => {
        this.onFail(wish.url);
      });
    };
  }
}
