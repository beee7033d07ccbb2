import type { Disposer } from '#core/base';
import type { ClockPort, SpeechPort } from '#ports';
import type { Spoken, SpokenRole } from '../view/spoken';
import type { AnyView } from '../view/view';
import type { MirrorContent, MirrorSurface } from './mirror-surface';

/** Words the announcer puts between; from the language files. */
export interface SpeechWords {
  /** The language they are in, as a tag; empty: not known. */
  readonly language: string;
  /** `3 of 12`. */
  position(index: number, count: number): string;
  /** `button`, `switch`; empty: the role is not spoken. */
  role(role: SpokenRole): string;
}

/** How long focus must rest before it is spoken. Smaller: every cell passed by is begun; larger: it feels slow. */
const REST_MS = 150;
/** While a key is held what is passed by is told this seldom. Smaller: steps that take longer; larger: readers that follow late. */
const HELD_MS = 200;
/** A hint is spoken this often. */
const HINT_TIMES = 3;

const PLAIN_WORDS: SpeechWords = { language: '', position: (index, count) => `${String(index)}/${String(count)}`, role: () => '' };

/** As much of a page or overlay as the mirror reads. */
export interface MirrorPlace {
  readonly id: string;
  readonly name: string;
}

/**
 * Tells in words what the canvas shows: to the DOM (readers, end-to-end tests) at once, while a key is held now and then, to the voice after a short rest.
 * Row and page names are spoken when they change; a new focus cuts the old utterance.
 */
export class FocusMirror {
  private readonly surface: MirrorSurface;
  private readonly speech: SpeechPort;
  private readonly clock: ClockPort;
  private readonly facts = new Map<string, string>();
  private readonly hints = new Map<string, number>();
  private words: SpeechWords = PLAIN_WORDS;
  private page: MirrorPlace = { id: '', name: '' };
  private overlay: MirrorPlace = { id: '', name: '' };
  private group = '';
  private focus: Spoken | null = null;
  private spokenPage = '';
  private spokenOverlay = '';
  private spokenGroup = '';
  /** What was last said of which view. */
  private spokenFocus: Spoken | null = null;
  private spokenView: AnyView | null = null;
  private view: AnyView | null = null;
  /** What has the focus is yet to be asked what it shows. */
  private isUnasked = false;
  private isDirty = false;
  /** Monotonic milliseconds of the last writing. */
  private writtenAtMs = -Infinity;
  private isBuilding = false;
  /** Parts of the page that are being waited for. */
  private awaited = 0;
  /** Something that is spoken changed; facts are not. */
  private isToSay = false;
  private isFocusNew = false;
  private stopRest: Disposer | null = null;
  /** When the rest is over; the timer is not set anew with every step. Monotonic milliseconds. */
  private restedAtMs = 0;

  constructor(surface: MirrorSurface, speech: SpeechPort, clock: ClockPort) {
    this.surface = surface;
    this.speech = speech;
    this.clock = clock;
  }

  /** Sets the words of the current language. */
  setWords(words: SpeechWords): void {
    this.words = words;
    this.surface.setLanguage(words.language);
    this.isDirty = true;
    this.isToSay = true;
  }

  /** Whether somebody listens: overlays then do not time out. */
  get isVoiceOn(): boolean {
    return this.speech.isEnabled;
  }

  /** The page on show. */
  setPage(page: MirrorPlace): void {
    if (page.id === this.page.id && page.name === this.page.name) return;
    this.page = page;
    this.isDirty = true;
    this.isToSay = true;
  }

  /** The page of that id has another name now; pages that are covered change nothing. */
  renamePage(page: MirrorPlace): void {
    if (page.id === this.page.id) this.setPage(page);
  }

  /** The overlay that holds focus; empty id: none. */
  setOverlay(overlay: MirrorPlace): void {
    if (overlay.id === this.overlay.id && overlay.name === this.overlay.name) return;
    this.overlay = overlay;
    this.isDirty = true;
    this.isToSay = true;
  }

  /** A fact for tests and readers: `setFact('player', 'playing')` is `data-player="playing"`. */
  setFact(name: string, value: string): void {
    if (this.facts.get(name) === value) return;
    this.facts.set(name, value);
    this.isDirty = true;
  }

  /** Whether frames still build what was opened. */
  setBuilding(isBuilding: boolean): void {
    this.isDirty = this.isDirty || isBuilding !== this.isBuilding;
    this.isBuilding = isBuilding;
  }

  /** A part of the page is waited for: it is busy until the disposer is called. */
  awaitPart(): Disposer {
    let isWaiting = true;
    this.awaited += 1;
    this.isDirty = true;
    return () => {
      if (!isWaiting) return;
      isWaiting = false;
      this.awaited -= 1;
      this.isDirty = true;
    };
  }

  /** Focus moved to `view`, or what it shows changed (`isNew` false). */
  setFocus(view: AnyView | null, isNew: boolean): void {
    this.view = view;
    this.isUnasked = true;
    this.isDirty = true;
    this.isToSay = true;
    this.isFocusNew = this.isFocusNew || isNew;
  }

  /** Speaks something that merely happened: `polite` toasts, `assertive` errors. */
  announce(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
    if (text === '') return;
    this.surface.announce(text, urgency);
    if (this.speech.isEnabled) this.speech.speak(text);
  }

  /** What the mirror holds now. */
  read(): MirrorContent {
    this.ask();
    const { focus } = this;
    const position = focus?.index !== undefined && focus.count !== undefined ? this.words.position(focus.index, focus.count) : '';
    return {
      page: this.page.id,
      pageName: this.page.name,
      overlay: this.overlay.id,
      overlayName: this.overlay.name,
      group: this.group,
      focus,
      position,
      facts: this.facts,
      isBusy: this.isBuilding || this.awaited > 0,
    };
  }

  /** Writes what changed; called at the end of a frame. `isHeld`: of a key that is held. `isFull`: of one that has done enough already. */
  flush(isHeld = false, isFull = false): void {
    if (!this.isDirty) return;
    const nowMs = this.clock.monotonicMs();
    if (isHeld && nowMs - this.writtenAtMs < (isFull ? 2 * HELD_MS : HELD_MS)) {
      // What is passed by does not rest.
      if (this.isToSay) this.restedAtMs = nowMs + REST_MS;
      return;
    }
    this.isDirty = false;
    this.writtenAtMs = nowMs;
    this.surface.write(this.read());
    // A fact changes each second while something plays: that is nothing to say again.
    if (!this.isToSay) return;
    this.isToSay = false;
    if (!this.speech.isEnabled && !this.isFocusNew) return;
    if (this.isFocusNew && this.speech.isEnabled) this.speech.stop();
    this.isFocusNew = false;
    this.restedAtMs = nowMs + REST_MS;
    if (this.stopRest === null) this.awaitRest(REST_MS);
  }

  /** Ends speech and takes the mirror out of the page. */
  dispose(): void {
    this.stopRest?.();
    this.surface.dispose();
  }

  private ask(): void {
    if (!this.isUnasked) return;
    this.isUnasked = false;
    const { view } = this;
    this.focus = view?.describe() ?? null;
    this.group = view === null ? '' : groupOf(view);
  }

  private awaitRest(delayMs: number): void {
    this.stopRest = this.clock.after(delayMs, () => {
      this.stopRest = null;
      const leftMs = this.restedAtMs - this.clock.monotonicMs();
      if (leftMs > 0) this.awaitRest(leftMs);
      else this.utter();
    });
  }

  private utter(): void {
    // Where the set reads the DOM itself, it reads the element that gets focus.
    this.surface.focus();
    if (!this.speech.isEnabled) return;
    const words = this.utterance();
    if (words !== '') this.speech.speak(words);
  }

  private utterance(): string {
    this.ask();
    const { focus } = this;
    const parts: string[] = [];
    if (this.page.name !== this.spokenPage) parts.push(this.page.name);
    if (this.overlay.name !== this.spokenOverlay) parts.push(this.overlay.name);
    if (this.group !== this.spokenGroup) parts.push(this.group);
    this.spokenPage = this.page.name;
    this.spokenOverlay = this.overlay.name;
    this.spokenGroup = this.group;
    const said = this.view === this.spokenView && this.isSaid(focus) ? this.spokenFocus : null;
    this.spokenView = this.view;
    this.spokenFocus = focus;
    // A control that has only changed (a switch, a line that got its programme) tells the change.
    if (said !== null && focus !== null) parts.push(...changes(said, focus));
    else if (focus !== null) {
      parts.push(focus.name, this.words.role(focus.role), focus.state ?? '', focus.value ?? '', focus.details ?? '', this.read().position);
      if (focus.hint !== undefined && focus.hint !== '') {
        const times = this.hints.get(focus.hint) ?? 0;
        if (times < HINT_TIMES) parts.push(focus.hint);
        this.hints.set(focus.hint, times + 1);
      }
    }
    return asSentences(parts);
  }

  /** Whether what has the focus is what was last told, if perhaps in another state. */
  private isSaid(focus: Spoken | null): boolean {
    const said = this.spokenFocus;
    return focus !== null && said !== null && said.name === focus.name && said.role === focus.role && said.index === focus.index;
  }
}

function changes(before: Spoken, now: Spoken): readonly string[] {
  return (['state', 'value', 'details'] as const).map((field) => (now[field] === before[field] ? '' : (now[field] ?? '')));
}

/** Parts with a pause between: a full stop where a part does not end in one of its own. */
function asSentences(parts: readonly string[]): string {
  const told = parts.filter((part) => part !== '');
  return told.map((part, index) => (index === told.length - 1 || /[.!?…:;。？！؟।]$/.test(part) ? part : `${part}.`)).join(' ');
}

/** Name of the row, list or panel a view is in; empty: none. */
export function groupOf(view: AnyView): string {
  for (let element = view.parent; element !== null; element = element.parent) {
    const group = (element as Partial<AnyView>).describeGroup?.() ?? '';
    if (group !== '') return group;
  }
  return '';
}
