import type { PlaneRect } from '../core/decoder';

/** Name of the frame the picture lives in: simulators leave frames of this name alone. */
export const PLANE_NAME = '__tv_plane';

/**
 * The plane behind the page: a frame of its own, so that what plays there has clean interfaces, whatever is frozen,
 * masked or patched in the app's window. Black where nothing plays.
 */
export class VideoPlane {
  private readonly document: Document;
  private frame: HTMLIFrameElement | null = null;

  constructor(document: Document) {
    this.document = document;
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => { this.window(); });
    else this.window();
  }

  /** The frame's window; made at the first use. */
  window(): Window & typeof globalThis {
    if (this.frame === null) {
      const frame = this.document.createElement('iframe');
      frame.name = PLANE_NAME;
      frame.setAttribute('aria-hidden', 'true');
      frame.tabIndex = -1;
      frame.style.cssText = 'position:fixed;left:0;top:0;width:100%;height:100%;border:0;z-index:-2147483647;pointer-events:none;background:#000';
      this.document.documentElement.appendChild(frame);
      this.frame = frame;
      const inner = frame.contentDocument;
      if (inner !== null) {
        const style = inner.createElement('style');
        style.textContent = 'html,body{margin:0;height:100%;background:#000;overflow:hidden}';
        inner.head.appendChild(style);
      }
    }
    const { contentWindow } = this.frame;
    if (contentWindow === null) throw new Error('the plane was removed from the page');
    return contentWindow as Window & typeof globalThis;
  }

  /** Places something in the plane, in the 1920x1080 space. */
  place(element: HTMLElement, rect: PlaneRect, fit: 'contain' | 'fill'): void {
    element.style.cssText = `position:absolute;left:${percent(rect.x, 1920)};top:${percent(rect.y, 1080)};width:${percent(rect.width, 1920)};height:${percent(rect.height, 1080)};object-fit:${fit};background:#000`;
  }

  /** Shows or covers the picture: on a set an opaque ancestor, or a missing hole, hides it (T-23). */
  setVisible(isVisible: boolean): void {
    // The typings promise a body, which a frame that is still loading has not.
    const body = this.frame?.contentDocument?.body as HTMLElement | null | undefined;
    if (body !== undefined && body !== null) body.style.visibility = isVisible ? 'visible' : 'hidden';
  }
}

function percent(value: number, of: number): string {
  return `${String((value / of) * 100)}%`;
}
