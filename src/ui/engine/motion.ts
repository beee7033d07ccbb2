import { MOTION } from '#ui/theme';
import type { Theme } from '#ui/theme';
import type { LightningElement, Stage, Transition, TransitionSettings } from './lightning';

/** What can move; property of an element. */
export type MovingProperty = 'x' | 'y' | 'w' | 'h' | 'alpha' | 'scale' | 'rotation';

/** Named motions of the design. */
export type MotionName =
  | 'focusMove' | 'rowScroll' | 'columnScroll' | 'epgScroll' | 'pageOut' | 'pageIn' | 'railExpand' | 'panelIn' | 'panelOut'
  | 'overlayIn' | 'overlayOut' | 'heroCrossfade' | 'imageFade' | 'ambient' | 'pulse' | 'press' | 'crossfade';

interface Step {
  readonly ms: number;
  readonly easing: string;
}

const EASING = MOTION.easing;
const STEPS: Readonly<Record<MotionName, Step>> = {
  focusMove: { ms: MOTION.focusMove.ms, easing: EASING.standard },
  rowScroll: { ms: MOTION.rowScroll.ms, easing: EASING.standard },
  columnScroll: { ms: MOTION.columnScroll.ms, easing: EASING.standard },
  epgScroll: { ms: MOTION.epgScroll.ms, easing: EASING.standard },
  pageOut: { ms: MOTION.pageChange.out.ms, easing: EASING.exit },
  pageIn: { ms: MOTION.pageChange.in.ms, easing: EASING.enter },
  railExpand: { ms: MOTION.railExpand.ms, easing: EASING.standard },
  panelIn: { ms: MOTION.panelIn.ms, easing: EASING.enter },
  panelOut: { ms: MOTION.panelOut.ms, easing: EASING.exit },
  overlayIn: { ms: MOTION.overlayIn.ms, easing: EASING.enter },
  overlayOut: { ms: MOTION.overlayOut.ms, easing: EASING.exit },
  heroCrossfade: { ms: MOTION.heroCrossfade.ms, easing: EASING.linear },
  imageFade: { ms: MOTION.imageFadeIn.ms, easing: EASING.linear },
  ambient: { ms: 400, easing: EASING.linear },
  pulse: { ms: MOTION.skeletonPulse.ms, easing: MOTION.skeletonPulse.easing },
  press: { ms: 80, easing: EASING.standard },
  crossfade: { ms: 100, easing: EASING.linear },
};

/** Motions that follow the viewer's steps; while a key is held they run in the rhythm of the repeats. */
const STEPPING: ReadonlySet<MotionName> = new Set<MotionName>(['focusMove', 'rowScroll', 'columnScroll', 'epgScroll']);

/** With reduced motion these become a short fade of opacity and no way of position. */
const FADES_WHEN_REDUCED: ReadonlySet<MotionName> = new Set<MotionName>(['pageOut', 'pageIn', 'panelIn', 'panelOut', 'overlayIn', 'overlayOut']);

/** Fade that replaces page and panel motion with reduced motion. */
const REDUCED_FADE_MS = 100;

/** Moves elements the way the design says; every animation of the product goes through here. */
export class Motion {
  private readonly stage: Stage;
  private readonly readTheme: () => Theme;
  private readonly isHeld: () => boolean;
  private readonly settings = new Map<string, TransitionSettings>();

  constructor(stage: Stage, readTheme: () => Theme, isHeld: () => boolean) {
    this.stage = stage;
    this.readTheme = readTheme;
    this.isHeld = isHeld;
  }

  /** Length of a motion now, in milliseconds. */
  durationMs(name: MotionName): number {
    if (this.readTheme().isReducedMotion) {
      if (FADES_WHEN_REDUCED.has(name)) return REDUCED_FADE_MS;
      return name === 'imageFade' ? STEPS.imageFade.ms : 0;
    }
    return STEPPING.has(name) && this.isHeld() ? MOTION.heldKey.ms : STEPS[name].ms;
  }

  /** Moves one property to `value`; at once where the motion takes no time or the element is not on screen. */
  to(element: LightningElement, property: MovingProperty, value: number, name: MotionName): void {
    const isOffset = (property === 'x' || property === 'y') && FADES_WHEN_REDUCED.has(name);
    const ms = isOffset && this.readTheme().isReducedMotion ? 0 : this.durationMs(name);
    if (ms === 0 || !element.attached) {
      this.set(element, property, value);
      return;
    }
    element.setSmooth(property, value, this.settingsOf(name));
  }

  /** Like {@link Motion.to}, and calls `done` once it has arrived or was turned elsewhere and arrived there. */
  toThen(element: LightningElement, property: MovingProperty, value: number, name: MotionName, done: () => void): void {
    this.to(element, property, value, name);
    if (!element.attached || !element.transition(property).isRunning()) {
      done();
      return;
    }
    const transition = element.transition(property);
    const finish = (): void => {
      transition.off('finish', finish);
      done();
    };
    transition.on('finish', finish);
  }

  /** Sets a property now and ends what was moving it. */
  set(element: LightningElement, property: MovingProperty, value: number): void {
    element[property] = value;
    if (!element.attached) return;
    const transition = runningOf(element, property);
    if (transition === null) return;
    transition.stop();
    // Started from where it already is: marks it as arrived, so that no later frame moves it on.
    element.setSmooth(property, value);
  }

  /** Brings the opacity to `alpha` by a motion, or at once (`null`), unless it is on its way there already. */
  fade(element: LightningElement, alpha: number, name: MotionName | null): void {
    if (this.target(element, 'alpha') === alpha) return;
    if (name === null) this.set(element, 'alpha', alpha);
    else this.to(element, 'alpha', alpha, name);
  }

  /** Where a property is going: its target while it moves, else its value. */
  target(element: LightningElement, property: MovingProperty): number {
    if (!element.attached) return element[property];
    return runningOf(element, property)?.targetValue ?? element[property];
  }

  private settingsOf(name: MotionName): TransitionSettings {
    if (STEPPING.has(name) && this.isHeld()) return this.make('held', MOTION.heldKey.ms, EASING.linear);
    const step = STEPS[name];
    const ms = this.durationMs(name);
    return ms === step.ms ? this.make(name, ms, step.easing) : this.make('reduced', ms, EASING.linear);
  }

  private make(key: string, ms: number, easing: string): TransitionSettings {
    let settings = this.settings.get(key);
    if (settings === undefined) {
      settings = this.stage.transitions.createSettings({ duration: ms / 1000, timingFunction: easing });
      this.settings.set(key, settings);
    }
    return settings;
  }
}

/** What moves a property now; `null`: nothing. Asking the element itself would make a motion for each property that never moves. */
function runningOf(element: LightningElement, property: MovingProperty): Transition | null {
  const known = element._transitions?.[property];
  return known !== undefined && 'isRunning' in known && known.isRunning() ? known : null;
}
