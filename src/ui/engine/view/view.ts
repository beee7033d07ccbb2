import { createScope, untracked } from '#core/state';
import type { ReadonlySignal, Scope } from '#core/state';
import { toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import type { Theme } from '#ui/theme';
import { LightningComponent } from '../lightning';
import type { LightningElement, Stage } from '../lightning';
import { Text } from '../text/text';
import type { TextOptions } from '../text/text';
import { uiOf } from '../ui';
import type { Ui } from '../ui';
import type { FocusLook } from './focus-look';
import type { KeyHandler, KeyPress } from './key-handlers';
import { place } from './place';
import type { Place } from './place';
import type { Spoken } from './spoken';

/** Any view, whatever its properties. */
export type AnyView = View;

/** The constructor of a view; `properties` is filled by {@link View.add} and {@link createView}. */
export type ViewClass<V extends AnyView> = new (stage: Stage, properties?: object) => V;

/** Without Lightning's templates there is nothing to compile, so views need no `eval`. */
const NO_TEMPLATE = { f: (): void => undefined, a: [] };

/** Makes a view outside a parent; whoever makes it adds it to a child list. */
export function createView<V extends AnyView>(stage: Stage, type: ViewClass<V>, props: V['props']): V {
  return new type(stage, { props });
}

/**
 * What every screen part is made of. `props` are given once; anything that changes later is a method or a signal bound
 * in `build()`. Fields are `declare`d and set in `build()`: Lightning's constructor runs `build()` before field
 * initialisers would.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- subclasses name the properties they are made with
export abstract class View<Props extends object = object> extends LightningComponent {
  /** What the maker gave; never changes. */
  declare readonly props: Props;
  /** Keeps Left and Right physical in right-to-left languages: players, PIN pads, keyboards. */
  declare keepsDirection: boolean;
  /** Whether the pointer can focus and click it. */
  declare canPoint: boolean;
  declare private bindings: Array<(scope: Scope) => void> | undefined;
  declare private scope: Scope | null | undefined;

  static override getTemplateFunc(): { f: () => void; a: unknown[] } {
    return NO_TEMPLATE;
  }

  /** Services of the screen: theme, keys, rest, images, pointer, mirror. */
  get ui(): Ui {
    return uiOf(this.stage);
  }

  /** How things look now. */
  get theme(): Theme {
    return uiOf(this.stage).theme;
  }

  /** Puts the parts together; called once, before the view is on screen. */
  protected abstract build(): void;

  /** What the mirror tells about this view while it has focus; `null` for containers. */
  describe(): Spoken | null {
    return null;
  }

  /** Name of a group (row, list, panel): spoken when focus enters it. Empty: not a group. */
  describeGroup(): string {
    return '';
  }

  /** How ring, shadow and scale follow this view while it has focus; `null`: it is no focus target. */
  getFocusLook(): FocusLook | null {
    return null;
  }

  /** The pointer rests on `child`: containers move their cursor there. `false`: cannot be focused. */
  focusChild(_child: AnyView): boolean {
    return true;
  }

  /** Texts of this view or of one inside became wider or narrower by themselves, as a font arrived: what is as wide as they are is placed anew here. */
  textsResized(): void {
    const { cparent } = this;
    if (cparent instanceof View) cparent.textsResized();
  }

  override _getFocused(): LightningComponent | null | undefined {
    return this;
  }

  /**
   * Follows a signal while the view is on screen: now, and once per frame after it changed. On a page that sleeps under another
   * ({@link SleepingPlace}) nothing is worked out until it wakes.
   */
  bind<T>(source: ReadonlySignal<T>, apply: (value: T) => void): void {
    this.whileAttached((scope) => {
      const asleep = sleepOf(this);
      let known: { readonly value: T } | null = null;
      let hasSlept = false;
      scope.effect(() => {
        if (asleep?.value === true) {
          hasSlept = true;
          return;
        }
        const { value } = source;
        const isKnown = hasSlept && known !== null && Object.is(known.value, value);
        hasSlept = false;
        known = { value };
        if (isKnown) return;
        // One view that fails must not keep the others from following.
        try {
          untracked(() => {
            apply(value);
          });
        } catch (error) {
          this.ui.log.write('error', 'a binding failed', { view: this.constructor.name, reason: toAppError(error).message });
        }
      });
    });
  }

  /** Runs `start` each time the view is attached, with a scope that ends when it is detached. */
  whileAttached(start: (scope: Scope) => void): void {
    this.bindings = this.bindings ?? [];
    this.bindings.push(start);
    if (this.scope !== null && this.scope !== undefined) start(this.scope);
  }

  /** Hands a disposer to the view's life on screen. */
  own(disposer: Disposer): void {
    if (this.scope !== null && this.scope !== undefined) this.scope.add(disposer);
    else this.whileAttached((scope) => scope.add(disposer));
  }

  /** Makes a child view and puts it on top of the others. */
  add<V extends AnyView>(type: ViewClass<V>, props: V['props'], at?: Place): V {
    const view = createView(this.stage, type, props);
    if (at !== undefined) place(view, at.x ?? 0, at.y ?? 0, at.w, at.h);
    this.childList.a(view);
    return view;
  }

  /** Makes a text and puts it on top; `x`, `y` is the corner of its box where reading starts. */
  addText(options: TextOptions, x = 0, y = 0): Text {
    const text = new Text(this.stage);
    text.setUp(options);
    text.moveTo(x, y);
    text.onResized = () => {
      this.textsResized();
    };
    this.childList.a(text);
    return text;
  }

  /** Puts an element made elsewhere on top of the others. */
  put<E extends LightningElement>(element: E, x = 0, y = 0, w?: number, h?: number): E {
    this.childList.a(place(element, x, y, w, h));
    return element;
  }

  /** Takes a child out for good. */
  drop(element: LightningElement): void {
    if (element.parent === this) this.childList.remove(element);
  }

  protected override _build(): void {
    if (!('props' in this)) Object.assign(this, { props: {} });
    this.build();
  }

  protected override _onAttach(): void {
    const scope = createScope();
    this.scope = scope;
    super._onAttach();
    for (const start of this.bindings ?? []) start(scope);
  }

  protected override _onDetach(): void {
    super._onDetach();
    const scope = this.scope;
    this.scope = null;
    scope?.dispose();
  }

  _handleUp?(press: KeyPress): boolean;
  _handleDown?(press: KeyPress): boolean;
  _handleLeft?(press: KeyPress): boolean;
  _handleRight?(press: KeyPress): boolean;
  _handleOk?(press: KeyPress): boolean;
  /** OK held for 600 ms. Where anything in the focus path has it, a short OK acts on release. */
  _handleOkLong?(press: KeyPress): boolean;
  _handleBack?(press: KeyPress): boolean;
  _handlePlay?(press: KeyPress): boolean;
  _handlePause?(press: KeyPress): boolean;
  _handlePlayPause?(press: KeyPress): boolean;
  _handleStop?(press: KeyPress): boolean;
  _handleRewind?(press: KeyPress): boolean;
  _handleForward?(press: KeyPress): boolean;
  _handleRecord?(press: KeyPress): boolean;
  _handleNext?(press: KeyPress): boolean;
  _handlePrevious?(press: KeyPress): boolean;
  _handleChannelUp?(press: KeyPress): boolean;
  _handleChannelDown?(press: KeyPress): boolean;
  _handleChannelList?(press: KeyPress): boolean;
  _handleLastChannel?(press: KeyPress): boolean;
  _handleGuide?(press: KeyPress): boolean;
  _handleInfo?(press: KeyPress): boolean;
  _handleCaption?(press: KeyPress): boolean;
  _handleMenu?(press: KeyPress): boolean;
  _handleSearch?(press: KeyPress): boolean;
  _handleRed?(press: KeyPress): boolean;
  _handleGreen?(press: KeyPress): boolean;
  _handleYellow?(press: KeyPress): boolean;
  _handleBlue?(press: KeyPress): boolean;
  /** `press.digit` says which. */
  _handleDigit?(press: KeyPress): boolean;
  /** Keys no more specific handler of this view has. */
  _handleKey?(press: KeyPress): boolean;
  /** Sees every key before the views below it. */
  _captureKey?(press: KeyPress): boolean;
  /** A key was let go. */
  _handleKeyRelease?(press: KeyPress): boolean;
  /** The wheel or a page key of the pointer: 1 down, -1 up. */
  _handleWheel?(delta: 1 | -1): boolean;
}

/** A place whose views do not follow signals while it is covered. */
export interface SleepingPlace {
  readonly asleep?: ReadonlySignal<boolean> | undefined;
}

/** Whether the place a view stands in sleeps; `null`: it never does. */
function sleepOf(view: LightningElement): ReadonlySignal<boolean> | null {
  for (let element: LightningElement | null = view; element !== null; element = element.parent) {
    const { asleep } = element as SleepingPlace;
    if (asleep !== undefined) return asleep;
  }
  return null;
}

/** Handlers of a view by name, for the gate. */
export type HandlerTable = Readonly<Record<string, KeyHandler | undefined>>;
