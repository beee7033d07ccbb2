import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { MediaAspect } from '#ports';
import type { MediaDriver } from './media-driver';
import type { PictureChoice, PictureView } from './player-model';
import type { WatchMemory } from './watch-memory';

/** Speed and shape of the picture that plays, kept per series, film and channel. What an engine cannot do is not offered, and not forgotten. */
export class PictureChoices {
  readonly view: ReadonlySignal<PictureView>;
  private readonly driver: MediaDriver;
  private readonly memory: WatchMemory;
  private readonly rate = signal(1);
  private readonly aspect = signal<MediaAspect>('fit');
  private title = '';

  constructor(driver: MediaDriver, memory: WatchMemory) {
    this.driver = driver;
    this.memory = memory;
    this.view = computed(() => {
      const rates = driver.rates.value;
      const aspects = driver.aspects.value;
      const rate = rates.indexOf(this.rate.value) === -1 ? 1 : this.rate.value;
      const aspect = aspects.indexOf(this.aspect.value) === -1 ? 'fit' : this.aspect.value;
      return { rates, rate, aspects, aspect };
    });
  }

  /** Called when something else is opened. `title`: what its choices are kept under. */
  reset(title: string): void {
    this.title = title;
    this.read();
  }

  /** Called when a stream is ready: a decoder begins each at its own speed, whole. `isNew`: of a title whose choices were not read yet. */
  onReady(isNew: boolean): void {
    if (isNew) this.read();
    const { rate, aspect } = this.view.peek();
    if (rate !== 1) this.driver.setRate(rate);
    if (aspect !== 'fit') this.driver.setAspect(aspect);
  }

  /** The viewer's choice: kept for the title. */
  set(change: Partial<PictureChoice>): void {
    const { view, driver } = this;
    if (change.rate !== undefined && view.peek().rates.indexOf(change.rate) !== -1) {
      this.rate.value = change.rate;
      driver.setRate(change.rate);
      if (this.title !== '') this.memory.keep(this.title, { rate: change.rate });
    }
    if (change.aspect !== undefined && view.peek().aspects.indexOf(change.aspect) !== -1) {
      this.aspect.value = change.aspect;
      driver.setAspect(change.aspect);
      if (this.title !== '') this.memory.keep(this.title, { aspect: change.aspect });
    }
  }

  private read(): void {
    const { rate, aspect } = this.memory.choiceOf(this.title);
    this.rate.value = rate;
    this.aspect.value = aspect;
  }
}
