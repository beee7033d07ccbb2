/** Reads the accessible name of an element as a television's reader does: name, role, state (T-30). */
export function accessibleText(element: Element): string {
  const document = element.ownerDocument;
  const labelled = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter((id) => id !== '');
  const label = labelled.length > 0 ? labelled.map((id) => textOf(document.getElementById(id))).join(' ') : element.getAttribute('aria-label');
  const described = (element.getAttribute('aria-describedby') ?? '').split(/\s+/).filter((id) => id !== '');
  const parts = [
    label ?? textOf(element),
    element.getAttribute('role') ?? '',
    element.getAttribute('aria-valuetext') ?? '',
    element.getAttribute('aria-checked') === 'true' ? 'checked' : '',
    element.getAttribute('aria-selected') === 'true' ? 'selected' : '',
    element.getAttribute('aria-disabled') === 'true' ? 'disabled' : '',
    positionOf(element),
    ...described.map((id) => textOf(document.getElementById(id))),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function textOf(element: Element | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

function positionOf(element: Element): string {
  const at = element.getAttribute('aria-posinset');
  const of = element.getAttribute('aria-setsize');
  return at === null || of === null ? '' : `${at} of ${of}`;
}

/** The set's voice: notes what it would say whenever focus moves, while it is on. */
export class VoiceGuide {
  readonly spoken: string[] = [];
  private readonly listeners = new Set<() => void>();
  private isOnNow: boolean;

  constructor(window: Window, isOn: boolean, readsFocus: boolean) {
    this.isOnNow = isOn;
    if (!readsFocus) return;
    window.addEventListener('focusin', (event) => {
      if (!this.isOnNow || !(event.target instanceof Element)) return;
      // What is not rendered is not read; off screen is.
      if (window.getComputedStyle(event.target).display === 'none') return;
      const text = accessibleText(event.target);
      if (text !== '') this.spoken.push(text);
    }, true);
  }

  get isOn(): boolean {
    return this.isOnNow;
  }

  /** Switches it in the set's settings. */
  set(isOn: boolean): void {
    if (isOn === this.isOnNow) return;
    this.isOnNow = isOn;
    for (const listener of Array.from(this.listeners)) listener();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }
}
