import type { Rect } from '#ports';

/**
 * The `<object type="application/avplayer">` that makes the compositor cut the hole; the rectangle given to the player
 * places the picture (tv-platforms 2.1). Both follow the same rectangle.
 */
export class AvplaySurface {
  private readonly element: HTMLElement;

  constructor(document: Document, parent: HTMLElement) {
    const element = document.createElement('object');
    element.type = 'application/avplayer';
    element.setAttribute('aria-hidden', 'true');
    element.style.position = 'absolute';
    this.element = element;
    this.place({ x: 0, y: 0, width: 1920, height: 1080 });
    parent.appendChild(element);
  }

  /** Moves the hole, in the 1920x1080 space. */
  place(rect: Rect): void {
    const { style } = this.element;
    style.left = `${String((rect.x / 1920) * 100)}%`;
    style.top = `${String((rect.y / 1080) * 100)}%`;
    style.width = `${String((rect.width / 1920) * 100)}%`;
    style.height = `${String((rect.height / 1080) * 100)}%`;
  }
}
