import { parseItemKey, toAppError } from '#core/base';
import type { Disposer, ItemKey, ProfileId } from '#core/base';
import { hasLocks, NO_RULES, parseParentalRules } from '#core/parental';
import type { ParentalRules } from '#core/parental';
import { effect, signal } from '#core/state';
import type { CatalogCore } from '#model/catalog';
import type { Translator } from '#model/i18n';
import type { SessionCore } from '#model/session';
import type { ClockPort, LogPort, RandomPort, StoragePort } from '#ports';
import { createStoredCell } from '#sources/storage';
import type * as control from './control';
import type { ParentalControl, ParentalModel, PinPrompt } from './parental-model';

/** What parental control needs. */
export interface ParentalDeps {
  readonly clock: ClockPort;
  readonly random: RandomPort;
  readonly storage: StoragePort;
  readonly log: LogPort;
  readonly translator: Translator;
  readonly session: SessionCore;
  readonly catalog: CatalogCore;
}

/** Parental control as the app runs it. */
export interface ParentalCore extends ParentalModel {
  /** A profile is opened (`null`: closed); resolves when the catalogue is seen as it may see it. */
  openProfile(id: ProfileId | null): Promise<void>;
  /** What the PIN has opened is locked again. */
  relock(): void;
  /** Other rules of a profile came from elsewhere: they are kept, and hold where it watches. */
  adoptRules(id: ProfileId, rules: ParentalRules): Promise<void>;
  dispose(): void;
}

/** What the late half works with. */
export interface ControlDeps extends ParentalDeps {
  readonly prompt: { value: PinPrompt | null; peek(): PinPrompt | null };
  readonly rules: { peek(): ParentalRules };
  /** Keeps other rules of the profile that watches and carries them out. */
  putRules(rules: ParentalRules): Promise<void>;
  /** Opens everything locked, as after {@link ParentalModel.unlock}. */
  unlock(key: ItemKey): Promise<boolean>;
}

/** The code of the late half. */
type Late = typeof control;

class Parental implements ParentalCore {
  readonly prompt = signal<PinPrompt | null>(null);
  readonly rules = signal<ParentalRules>(NO_RULES);
  readonly isUnlocked = signal(false);
  private readonly deps: ParentalDeps;
  private readonly stopFollowing: Disposer;
  private profileId: ProfileId | null = null;
  private late: Late | null = null;
  private made: ParentalControl | null = null;

  constructor(deps: ParentalDeps) {
    this.deps = deps;
    // The platform may change a limit while somebody watches.
    this.stopFollowing = effect(() => {
      const profile = deps.session.profile.value;
      if (profile !== null && profile.id === this.profileId && profile.maxAge !== this.rules.peek().maxAge) void this.openProfile(profile.id);
    });
  }

  async openProfile(id: ProfileId | null): Promise<void> {
    // A limit that was changed is no reason to close the settings it was changed in.
    if (id !== this.profileId) this.made?.close();
    this.profileId = id;
    if (id === null) return;
    const stored = parseParentalRules(await this.cell(id).read());
    if (this.profileId !== id) return;
    const maxAge = this.deps.session.profiles.peek().find((profile) => profile.id === id)?.maxAge ?? -1;
    this.rules.value = { ...stored, maxAge };
    await this.apply(false);
  }

  relock(): void {
    this.made?.close();
    if (this.isUnlocked.peek()) void this.apply(false);
  }

  async adoptRules(id: ProfileId, rules: ParentalRules): Promise<void> {
    await this.cell(id).write(() => rules);
    if (id === this.profileId) await this.openProfile(id);
  }

  async enterProfile(id: ProfileId): Promise<void> {
    const { session, translator } = this.deps;
    const profile = session.profiles.peek().find((each) => each.id === id);
    if (profile === undefined) return;
    let isRight = !profile.hasPin;
    if (!isRight) {
      const subject = { name: profile.name, facts: profile.subtitle, avatar: profile.avatar };
      const { t } = translator;
      const late = await this.control();
      isRight = (await late?.ask({ holder: id, title: t('pin.enter'), text: t('pin.profile', { name: profile.name }), subject })) === true;
    }
    if (isRight) await session.chooseProfile(id, true);
  }

  whenOpen(key: ItemKey, go: () => void): void {
    if (!this.isHeld(key)) {
      go();
      return;
    }
    void this.unlock(key).then((isOpen) => {
      if (isOpen) go();
    });
  }

  async unlock(key: ItemKey): Promise<boolean> {
    if (this.rules.peek().strength === 'hide') return false;
    const { t } = this.deps.translator;
    const id = this.profileId;
    const late = await this.control();
    const subject = { name: t('parental.locked'), facts: this.factsOf(key), avatar: '' };
    const isRight = await late?.ask({ holder: 'household', title: t('pin.enter'), text: t('pin.item'), subject });
    if (isRight !== true || this.profileId !== id) return false;
    await this.apply(true);
    return true;
  }

  async control(): Promise<ParentalControl | null> {
    try {
      this.late ??= await import('./control');
      this.made ??= await this.late.createParentalControl({
        ...this.deps,
        prompt: this.prompt,
        rules: this.rules,
        putRules: (rules) => this.putRules(rules),
        unlock: (key) => this.unlock(key),
      });
    } catch (error) {
      this.deps.log.write('error', 'parental control could not be loaded', { reason: toAppError(error).message });
    }
    return this.made;
  }

  dispose(): void {
    this.stopFollowing();
  }

  private async putRules(rules: ParentalRules): Promise<void> {
    const id = this.profileId;
    if (id === null) return;
    this.rules.value = rules;
    await this.cell(id).write(() => rules);
    await this.apply(this.isUnlocked.peek());
  }

  /** Without the code that sifts nothing is shown: whoever may not see something sees nothing rather than all. */
  private async apply(isUnlocked: boolean): Promise<void> {
    const { catalog } = this.deps;
    const rules = this.rules.peek();
    this.isUnlocked.value = isUnlocked;
    if (isUnlocked || !hasLocks(rules)) {
      await catalog.useSift(null);
      return;
    }
    await this.control();
    if (this.rules.peek() === rules) await catalog.useSift(this.late?.makeSift(rules, this.deps.translator, (key) => this.unlock(key)) ?? 'closed');
  }

  private isHeld(key: ItemKey): boolean {
    const reader = this.deps.catalog.catalog.peek();
    const kind = parseItemKey(key)?.kind;
    if (kind === 'channel') return reader.channel(reader.rowOf(kind, key))?.isLocked === true;
    if (kind === 'movie') return reader.movie(reader.rowOf(kind, key))?.isLocked === true;
    return kind === 'series' && reader.series(reader.rowOf(kind, key))?.isLocked === true;
  }

  private factsOf(key: ItemKey): string {
    const reader = this.deps.catalog.catalog.peek();
    const kind = parseItemKey(key)?.kind;
    const record = kind === 'movie' ? reader.movie(reader.rowOf(kind, key)) : kind === 'series' ? reader.series(reader.rowOf(kind, key)) : null;
    return record !== null && record.age > 0 ? this.deps.translator.t('parental.rated', { age: String(record.age) }) : '';
  }

  private cell(id: ProfileId): ReturnType<typeof createStoredCell> {
    return createStoredCell(this.deps.storage, this.deps.log, `parental.${id}`);
  }
}

/** Makes parental control; the app opens a profile with it before anybody sees a page. */
export function createParentalModel(deps: ParentalDeps): ParentalCore {
  return new Parental(deps);
}
