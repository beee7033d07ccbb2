/** A window for Node tests: events, a document, and the few members the platform layer reads. */
export class FakeWindow extends EventTarget {
  innerWidth = 1920;
  innerHeight = 1080;
  readonly document = new FakeDocument();
  readonly location = { search: '', protocol: 'http:', origin: 'http://app.test', visited: [] as string[], assign: (url: string): void => void this.location.visited.push(url) };
  readonly navigator = { onLine: true, language: 'de-DE', userAgent: 'test' };
  closes = 0;

  close(): void {
    this.closes += 1;
  }

  /** Seen as the real thing by code under test. */
  get asWindow(): Window & typeof globalThis {
    return this as unknown as Window & typeof globalThis;
  }

  /** A key event as the engine sends it. */
  key(type: 'keydown' | 'keyup', keyCode: number, more: object = {}): Event {
    const event = Object.assign(new Event(type, { cancelable: true }), { keyCode, ctrlKey: false, altKey: false, metaKey: false, repeat: false, ...more });
    this.dispatchEvent(event);
    return event;
  }

  /** A mouse event at a point of the window. */
  mouse(type: 'mousemove' | 'mousedown' | 'mouseup' | 'wheel', clientX: number, clientY: number, more: object = {}): void {
    this.dispatchEvent(Object.assign(new Event(type), { clientX, clientY, button: 0, ...more }));
  }
}

/** A document that can be hidden. */
export class FakeDocument extends EventTarget {
  hidden = false;

  setHidden(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}
