/** The page's visibility as the set decides it, whatever the engine below thinks. */
export class Visibility {
  private readonly document: Document;
  private isHiddenNow = false;

  constructor(document: Document) {
    this.document = document;
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => this.isHiddenNow });
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (this.isHiddenNow ? 'hidden' : 'visible') });
  }

  get isHidden(): boolean {
    return this.isHiddenNow;
  }

  /** Changes it and tells the page at once. */
  set(isHidden: boolean): void {
    if (isHidden === this.isHiddenNow) return;
    this.isHiddenNow = isHidden;
    this.document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }
}
