import type { Disposer } from '#core/base';
import type { SourceCallback, Stage, TextureOptions } from '../lightning';
import { uiOf } from '../ui';

/** How urgent a picture is: what the focus is on, what is in view, what is only near. */
export type ImagePriority = 0 | 1 | 2;

/** How a picture must end up. Sizes in device pixels; 0: as it is. */
export interface ImageWish {
  readonly url: string;
  /** `cover` fills and crops, `contain` keeps everything. */
  readonly fit: 'cover' | 'contain';
  readonly w: number;
  readonly h: number;
}

interface Request {
  readonly wish: ImageWish;
  readonly priority: () => ImagePriority;
  readonly callback: SourceCallback;
  readonly onFail: () => void;
  readonly order: number;
  cancel: (() => void) | null;
}

/** Loads a picture without the worker; `null` when it cannot be read. */
export type ElementLoader = (url: string, done: (image: HTMLImageElement | null) => void) => Disposer;

/** Loads at once. Smaller: slow first screens; larger: what is looked at waits behind what is not. */
const CONCURRENT = 4;
/** How much larger than drawn a picture may be before it is made smaller: memory on the graphics card. */
const OVERSIZE = 1.6;
/** How far a picture's ratio may be off before it is cropped: below it nobody sees the stretch. */
const RATIO_SLACK = 0.02;

/** Makes an address absolute: the image worker knows no page. */
export function absoluteUrl(url: string, base: string): string {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) return url;
  if (base === '') return url;
  if (url.charAt(0) === '/') {
    const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(base);
    return (origin === null ? '' : origin[0]) + url;
  }
  return base.replace(/[?#].*$/, '').replace(/[^/]*$/, '') + url;
}

/**
 * Loads pictures in order of how near they are to the focus, four at once. A picture that left the screen before its turn
 * is dropped; one that is under way is cancelled. Failures stay with the view, which draws the designed fallback: the
 * next visit tries again.
 */
export class ImageQueue {
  private readonly stage: Stage;
  private readonly base: string;
  private readonly loadElement: ElementLoader;
  /** Says where a picture is fetched from before it is, over the network; `null`: it ends as one that cannot be read. */
  wayTo: (url: string, done: (address: string | null) => void) => void = (url, done) => { done(url); };
  private readonly waiting: Request[] = [];
  /** What is under way: of the queue, and beside it. */
  private readonly underWay = { queued: 0, atOnce: 0 };
  private nextOrder = 0;
  private isStartDue = false;

  /** `base`: address of the page, for relative addresses. */
  constructor(stage: Stage, base: string, loadElement: ElementLoader) {
    this.stage = stage;
    this.base = base;
    this.loadElement = loadElement;
  }

  /** Loads now, outside the queue: packaged pictures of the interface. */
  loadNow(url: string, callback: SourceCallback): Disposer {
    const run = this.begin('atOnce');
    const stop = this.loadElement(absoluteUrl(url, this.base), (image) => {
      run.end();
      if (image === null) callback(null, { source: new Uint8Array([0, 0, 0, 0]), w: 1, h: 1 });
      else callback(null, { source: image, hasAlpha: true, permanent: true });
    });
    return () => {
      run.end();
      stop();
    };
  }

  /** Asks for a picture. `onFail` is called instead of an error. The disposer drops it. */
  request(wish: ImageWish, priority: () => ImagePriority, callback: SourceCallback, onFail: () => void): Disposer {
    const request: Request = { wish, priority, callback, onFail, order: this.nextOrder, cancel: null };
    this.nextOrder += 1;
    this.waiting.push(request);
    this.startSoon();
    return () => {
      const at = this.waiting.indexOf(request);
      if (at !== -1) this.waiting.splice(at, 1);
      const { cancel } = request;
      request.cancel = null;
      cancel?.();
    };
  }

  /** Pictures waiting for their turn, and those under way, packaged ones among them. */
  get load(): { readonly waiting: number; readonly running: number } {
    return { waiting: this.waiting.length, running: this.underWay.queued + this.underWay.atOnce };
  }

  /** Beside the frame that asks: then all it asks for is there to choose from, and handing addresses to the worker holds no frame up. */
  private startSoon(): void {
    if (this.isStartDue) return;
    this.isStartDue = true;
    uiOf(this.stage).clock.after(0, () => {
      this.isStartDue = false;
      this.startSome();
    });
  }

  private startSome(): void {
    while (this.underWay.queued < CONCURRENT && this.waiting.length > 0) {
      const request = this.takeNext();
      this.start(request);
    }
  }

  /** Most urgent first, then the newest: the viewer has moved on from older wishes. */
  private takeNext(): Request {
    let best = 0;
    for (let i = 1; i < this.waiting.length; i += 1) {
      const a = this.waiting[i];
      const b = this.waiting[best];
      if (a === undefined || b === undefined) continue;
      const difference = a.priority() - b.priority();
      if (difference < 0) best = i;
    }
    const [request] = this.waiting.splice(best, 1);
    return request as Request;
  }

  /** Counts a load; `end` counts it off, once, and answers whether that was it. */
  private begin(way: 'queued' | 'atOnce'): { readonly isOver: boolean; end(): boolean } {
    this.underWay[way] += 1;
    const run = {
      isOver: false,
      end: () => {
        if (run.isOver) return false;
        run.isOver = true;
        this.underWay[way] -= 1;
        return true;
      },
    };
    return run;
  }

  private start(request: Request): void {
    const run = this.begin('queued');
    const stop = this.fetch(request.wish, (source) => {
      if (!run.end()) return;
      request.cancel = null;
      if (source === null) request.onFail();
      else request.cancel = this.draw(request, source);
      this.startSome();
    });
    if (run.isOver) return;
    request.cancel = () => {
      if (!run.end()) return;
      stop();
      this.startSoon();
    };
  }

  /**
   * Hands a picture over with the texts and shapes of a frame: many that arrive at once must not hold it up. Four bytes a pixel, opaque or not: without the fourth
   * the engine takes each pixel apart on the page's thread, four times as long, and the graphics card keeps the room all the same.
   */
  private draw({ wish, callback }: Request, options: TextureOptions): Disposer {
    const { frameWork } = uiOf(this.stage);
    const handOver = (source: Drawable): void => {
      callback(null, { ...options, hasAlpha: true, source, throttle: false });
    };
    const second = { stop: (): void => undefined };
    const stop = frameWork.draw(() => {
      const source = fitted(options.source, wish);
      if (source === options.source) handOver(source);
      // Cutting it to size was a piece of work of its own.
      else second.stop = frameWork.draw(() => { handOver(source); });
    });
    return () => {
      stop();
      second.stop();
    };
  }

  private fetch(wish: ImageWish, done: (source: TextureOptions | null) => void): Disposer {
    const url = absoluteUrl(wish.url, this.base);
    // The worker reads with XMLHttpRequest, which packages and data addresses do not answer.
    if (/^https?:/i.test(url)) {
      const run: { isOver: boolean; cancel: (() => void) | undefined } = { isOver: false, cancel: undefined };
      this.wayTo(url, (src) => {
        if (run.isOver) return;
        if (src === null) {
          done(null);
          return;
        }
        run.cancel = this.stage.platform.loadSrcTexture({ src }, (error, options) => {
          done(error === null || error === undefined ? (options ?? null) : null);
        });
      });
      return () => {
        run.isOver = true;
        run.cancel?.();
      };
    }
    return this.loadElement(url, (image) => {
      done(image === null ? null : { source: image });
    });
  }
}

/** Loads through the page's image element: files of the package, and where there is no worker. */
export const loadImageElement: ElementLoader = (url, done) => {
  const image = new Image();
  if (!/^(?:data|blob|file):/i.test(url)) image.crossOrigin = 'anonymous';
  image.onload = () => {
    done(image);
  };
  image.onerror = () => {
    done(null);
  };
  image.src = url;
  return () => {
    image.onload = null;
    image.onerror = null;
    image.removeAttribute('src');
  };
};

type Drawable = NonNullable<Parameters<SourceCallback>[1]>['source'];

/** Crops and shrinks a picture to what is drawn, where it is far off; rounded corners need the whole texture. */
function fitted(source: Drawable, wish: ImageWish): Drawable {
  if (wish.w === 0 || wish.h === 0 || !('width' in source) || source instanceof ImageData) return source;
  const { width, height } = source;
  if (width === 0 || height === 0) return source;
  const ratio = wish.w / wish.h;
  const isOff = wish.fit === 'cover' && Math.abs(width / height / ratio - 1) > RATIO_SLACK;
  const isLarge = width > wish.w * OVERSIZE && height > wish.h * OVERSIZE;
  if (!isOff && !isLarge) return source;
  const cropW = wish.fit === 'cover' ? Math.min(width, height * ratio) : width;
  const cropH = wish.fit === 'cover' ? Math.min(height, width / ratio) : height;
  const scale = Math.min(1, Math.max(wish.w / cropW, wish.h / cropH));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(cropW * scale));
  canvas.height = Math.max(1, Math.round(cropH * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return source;
  context.drawImage(source, (width - cropW) / 2, (height - cropH) / 2, cropW, cropH, 0, 0, canvas.width, canvas.height);
  // Some sets make something else of a canvas.
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
