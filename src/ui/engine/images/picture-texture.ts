import { Texture } from '../lightning';
import type { SourceLoader, Stage } from '../lightning';
import { uiOf } from '../ui';
import type { ImagePriority, ImageWish } from './image-queue';

/** Of a picture that nobody shows any more. */
const LEAST_URGENT: ImagePriority = 2;

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

  /** How urgent it is now. */
  get priority(): ImagePriority {
    return this.readPriority();
  }

  /** Tells its owner that the picture of this address cannot be had. */
  fail(url: string): void {
    this.onFail(url);
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
    return pictureLoader(this.stage, this.wish);
  }
}

/**
 * Loads a picture for whoever shows it while it loads. The engine keeps a loader as long as its picture is on the graphics card: one that knew its
 * texture would keep everything around that, whole pages that were left long ago.
 */
function pictureLoader(stage: Stage, wish: ImageWish | null): SourceLoader {
  return (callback, source) => {
    if (wish === null) return undefined;
    const priority = (): ImagePriority => {
      let most: ImagePriority = LEAST_URGENT;
      source.textures.forEach((texture) => {
        if (texture instanceof PictureTexture && texture.priority < most) most = texture.priority;
      });
      return most;
    };
    return uiOf(stage).images.request(wish, priority, callback, () => {
      for (const texture of Array.from(source.textures)) if (texture instanceof PictureTexture) texture.fail(wish.url);
    });
  };
}
