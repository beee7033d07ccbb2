import type { Journal } from '../core/journal';
import type { NativeTimers } from '../core/native-timers';
import { WEBOS_CODES } from './remote-codes';

/** Fields of these kinds are for typing; others (boxes, colours, files) have no keyboard. */
const KINDS: ReadonlySet<string> = new Set(['text', 'search', 'url', 'email', 'password', 'number', 'tel']);
const DELETE = '⌫';
const ENTER = '⏎';
const SPACE = '␣';
const ROWS: ReadonlyArray<readonly string[]> = [
  Array.from(`1234567890${DELETE}`), Array.from(`qwertyuiop${ENTER}`), Array.from("asdfghjkl'-"), Array.from(`zxcvbnm,.@${SPACE}`),
];
const OK = 13;
const CODES: ReadonlySet<number> = new Set(Object.values(WEBOS_CODES));
const LOOK = 'position:fixed;left:0;bottom:0;width:100%;height:33.333%;z-index:2147483647;background:#20242c;color:#fff;display:grid;grid-template-columns:repeat(11,1fr);font:28px sans-serif;text-align:center;align-items:center';

type Field = HTMLElement & { value?: string };

/** What the keyboard needs of its set. */
export interface KeyboardSet {
  readonly window: Window & typeof globalThis;
  readonly journal: Journal;
  readonly timers: NativeTimers;
  /** Sends a key to the page, as the keyboard's own Enter does. */
  readonly send: (code: number) => void;
}

/** Whether focus on an element opens the keyboard. */
function isForTyping(target: unknown, window: Window & typeof globalThis): target is Field {
  if (target instanceof window.HTMLInputElement) return KINDS.has(target.type) && !target.readOnly && !target.disabled;
  if (target instanceof window.HTMLTextAreaElement) return !target.readOnly && !target.disabled;
  return target instanceof window.HTMLElement && target.isContentEditable;
}

/**
 * LG's own keyboard (W-24): comes with the focus of a field for typing, lies over the lower third of the page, whose size stays, and takes the keys
 * of the remote until Back or until the field has no focus any more. Keys of a computer's keyboard put it away. Its letters are those of a
 * plain English one.
 */
export class SetKeyboard {
  private readonly set: KeyboardSet;
  private readonly layer: HTMLElement;
  private field: Field | null = null;
  private row = 1;
  private column = 0;
  private isSending = false;

  /** Run before any script of the app. */
  constructor(set: KeyboardSet) {
    this.set = set;
    const { window } = set;
    this.layer = window.document.createElement('div');
    this.layer.setAttribute('aria-hidden', 'true');
    this.layer.style.cssText = LOOK;
    window.addEventListener('focusin', ({ target }) => { this.follow(target); }, true);
    window.addEventListener('focusout', ({ relatedTarget }) => { if (!isForTyping(relatedTarget, window)) this.close(); }, true);
    for (const name of ['mousedown', 'mouseup', 'mousemove', 'click'] as const) window.addEventListener(name, (event) => { this.onPointer(event); }, true);
  }

  get isOpen(): boolean {
    // A field that is taken out of the page loses its focus without a word.
    if (this.field !== null && this.set.window.document.activeElement !== this.field) this.close();
    return this.field !== null;
  }

  /** Takes a key while it is open; false: the key is the page's. */
  onKey(code: number, phase: 'down' | 'up'): boolean {
    if (!this.isOpen || this.isSending) return false;
    if (!CODES.has(code)) {
      this.close();
      return false;
    }
    if (phase === 'up') return true;
    if (code === WEBOS_CODES['Back']) this.close();
    else if (code >= 37 && code <= 40) this.move(code);
    else if (code === OK) this.choose(ROWS[this.row]?.[this.column] ?? '');
    else if (code >= 48 && code <= 57) this.choose(String(code - 48));
    return true;
  }

  private follow(target: unknown): void {
    const { window } = this.set;
    if (!isForTyping(target, window)) return;
    const wasOpen = this.field !== null;
    this.field = target;
    if (wasOpen) return;
    this.row = 1;
    this.column = 0;
    this.draw();
    window.document.documentElement.appendChild(this.layer);
    this.tell(true);
  }

  private close(): void {
    if (this.field === null) return;
    this.field = null;
    this.layer.remove();
    this.tell(false);
  }

  /** A moment later: the system tells it. */
  private tell(isVisible: boolean): void {
    const { window, journal, timers } = this.set;
    journal.event(isVisible ? 'keyboard opened' : 'keyboard closed');
    timers.after(1, () => {
      const event = new CustomEvent('keyboardStateChange', { detail: { visibility: isVisible } });
      // As with the pointer, firmware differs in where it writes the state.
      Object.defineProperty(event, 'visibility', { value: isVisible });
      window.document.dispatchEvent(event);
    });
  }

  private draw(): void {
    this.layer.textContent = '';
    ROWS.forEach((letters, row) => letters.forEach((letter, column) => {
      const key = this.set.window.document.createElement('div');
      key.textContent = letter;
      if (row === this.row && column === this.column) key.style.background = '#cf0652';
      this.layer.appendChild(key);
    }));
  }

  private move(code: number): void {
    const last = (ROWS[0]?.length ?? 1) - 1;
    if (code === WEBOS_CODES['Left']) this.column = Math.max(0, this.column - 1);
    else if (code === WEBOS_CODES['Right']) this.column = Math.min(last, this.column + 1);
    else this.row = Math.min(ROWS.length - 1, Math.max(0, this.row + (code === WEBOS_CODES['Up'] ? -1 : 1)));
    this.draw();
  }

  private choose(letter: string): void {
    const { field } = this;
    if (field === null) return;
    if (letter === ENTER) {
      this.isSending = true;
      this.set.send(OK);
      this.isSending = false;
      return;
    }
    const before = field.value ?? field.textContent;
    const after = letter === DELETE ? before.slice(0, -1) : before + (letter === SPACE ? ' ' : letter);
    if (field.value === undefined) field.textContent = after;
    else field.value = after;
    field.dispatchEvent(new this.set.window.Event('input', { bubbles: true }));
  }

  /** The pointer presses its keys, which the page does not hear; on a field it gives the focus, and the keyboard again. */
  private onPointer(event: MouseEvent): void {
    const { target } = event;
    if (target instanceof this.set.window.Node && this.layer.contains(target)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.type === 'click' && target !== this.layer) this.choose(target.textContent ?? '');
      return;
    }
    if (event.type !== 'mousedown' || !isForTyping(target, this.set.window)) return;
    target.focus();
    this.follow(target);
  }
}
