import { AppError, fail, MINUTE_MS, ok } from '#core/base';
import type { Disposer, ProfileId, Result } from '#core/base';
import { NO_RULES, PIN_TRIES } from '#core/parental';
import type { ParentalRules, TimeRules } from '#core/parental';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { PlatformApi } from '#sources/platform';
import type { ControlDeps } from '../create-parental-model';
import type { ParentalControl, PinAnswer, PinHolder, PinPrompt, PinRequest, ProfileFields } from '../parental-model';
import { DevicePins } from './device-pins';
import type { PinKeeper } from './pin-keeper';
import { PlatformPins } from './platform-pins';
import { changeLocalProfile, dropLocalProfile } from './local-profiles';

/** As long as the platform's grants. */
const OPEN_MS = 10 * MINUTE_MS;

type Outcome = 'right' | 'recovered' | 'cancelled';

class Control implements ParentalControl {
  readonly hasHouseholdPin = signal(false);
  readonly isOpen: ReadonlySignal<boolean>;
  private readonly wasOpened = signal(false);
  private stopOpen: Disposer = () => undefined;
  private readonly deps: ControlDeps;
  private readonly devicePins: DevicePins;
  private platformPins: { readonly api: PlatformApi; readonly pins: PlatformPins } | null = null;
  private nextId = 1;

  constructor(deps: ControlDeps) {
    this.deps = deps;
    this.devicePins = new DevicePins(deps);
    this.isOpen = computed(() => !this.hasHouseholdPin.value || this.wasOpened.value);
  }

  get grant(): Readonly<Record<string, string>> {
    return this.platform()?.pins.grant ?? {};
  }

  /** Reads whether there is a household PIN. */
  async readHousehold(): Promise<void> {
    this.hasHouseholdPin.value = await this.keeper().has('household');
  }

  async open(profileId?: ProfileId): Promise<boolean> {
    const { t } = this.deps.translator;
    await this.readHousehold();
    if (this.hasHouseholdPin.peek()) {
      const subject = { name: t('settings.parental'), facts: '', avatar: '' };
      return this.isOpen.peek() || this.ask({ holder: 'household', title: t('pin.enter'), text: t('pin.settings'), subject });
    }
    const profile = this.deps.session.profiles.peek().find((each) => each.id === profileId);
    if (profile?.hasPin !== true) return true;
    return this.ask({ holder: profile.id, title: t('pin.enter'), text: t('pin.profile', { name: profile.name }), subject: { name: profile.name, facts: '', avatar: profile.avatar } });
  }

  close(): void {
    this.stopOpen();
    this.wasOpened.value = false;
    this.platformPins?.pins.forget();
  }

  async ask(request: PinRequest): Promise<boolean> {
    const keeper = this.keeper();
    if (!(await keeper.has(request.holder))) return true;
    const status = await keeper.status(request.holder);
    const outcome = await this.show({ ...request, ...status, mode: 'enter' }, (pin) => keeper.check(request.holder, pin));
    if (outcome === 'cancelled') return false;
    if (request.holder === 'household' || outcome === 'recovered') this.noteOpened();
    // Whoever forgot a PIN needs a new one; the old one stays when none is chosen.
    if (outcome === 'recovered') await this.choosePin(request.holder);
    return true;
  }

  async judge(pin: string): Promise<PinAnswer> {
    const keeper = this.keeper();
    return (await keeper.has('household')) ? keeper.check('household', pin) : { kind: 'right' };
  }

  async choosePin(holder: PinHolder): Promise<boolean> {
    const { t } = this.deps.translator;
    const profile = this.deps.session.profiles.peek().find((each) => each.id === holder);
    const subject = { name: profile?.name ?? t('settings.parental'), facts: '', avatar: profile?.avatar ?? '' };
    const request: PinRequest = { holder, title: t('pin.choose'), text: t(profile === undefined ? 'pin.choose-household' : 'pin.choose-profile'), subject };
    const outcome = await this.show({ ...request, triesLeft: PIN_TRIES, waitMs: 0, mode: 'choose' }, async (pin) => {
      const kept = await this.keep(holder, pin);
      return kept.ok ? { kind: 'right' } : { kind: 'failed', error: kept.error };
    });
    if (outcome === 'right' && holder === 'household') this.noteOpened();
    return outcome === 'right';
  }

  removePin(holder: PinHolder): Promise<Result<void, AppError>> {
    return this.keep(holder, '');
  }

  async saveProfile(id: ProfileId | null, fields: ProfileFields): Promise<Result<void, AppError>> {
    const clean = { ...fields, name: fields.name.trim() };
    if (clean.name === '') return fail(new AppError('input.invalid'));
    const platform = this.platform();
    if (platform === null) return changeLocalProfile(this.deps, id, clean);
    const path = id === null ? '/profiles' : `/profiles/${encodeURIComponent(id)}`;
    const answer = await platform.api.call({ path, method: id === null ? 'POST' : 'PUT', body: clean, headers: platform.pins.grant });
    if (!answer.ok) return answer;
    await this.deps.session.reloadAccount();
    return ok(undefined);
  }

  async removeProfile(id: ProfileId): Promise<Result<void, AppError>> {
    const platform = this.platform();
    if (platform === null) {
      const dropped = await dropLocalProfile(this.deps, id);
      return dropped.ok ? this.devicePins.set(id, '') : dropped;
    }
    const answer = await platform.api.call({ path: `/profiles/${encodeURIComponent(id)}`, method: 'DELETE', headers: platform.pins.grant });
    if (!answer.ok) return answer;
    await this.deps.session.reloadAccount();
    return ok(undefined);
  }

  async changeRules(change: Partial<Omit<ParentalRules, 'maxAge'>>): Promise<Result<void, AppError>> {
    const rules = { ...this.deps.rules.peek(), ...change };
    const kept = await this.keepLimits({ parental: rules });
    if (kept.ok) await this.deps.putRules(rules);
    return kept;
  }

  async keepLimits({ parental, time }: { readonly parental?: ParentalRules; readonly time?: TimeRules }): Promise<Result<void, AppError>> {
    const platform = this.platform();
    const id = this.deps.session.profile.peek()?.id;
    if (platform === null || id === undefined) return ok(undefined);
    // The age limit is the profile's own.
    const { maxAge: _maxAge, ...locked } = parental ?? NO_RULES;
    const body = { ...(parental === undefined ? {} : { parental: locked }), ...(time === undefined ? {} : { time }) };
    const answer = await platform.api.call({ path: `/profiles/${encodeURIComponent(id)}/limits`, method: 'PUT', body, headers: platform.pins.grant });
    return answer.ok ? ok(undefined) : answer;
  }

  private noteOpened(): void {
    this.stopOpen();
    this.wasOpened.value = true;
    this.stopOpen = this.deps.clock.after(OPEN_MS, () => {
      this.close();
    });
  }

  private async keep(holder: PinHolder, pin: string): Promise<Result<void, AppError>> {
    const kept = await this.keeper().set(holder, pin);
    if (!kept.ok) return kept;
    await this.readHousehold();
    const { session } = this.deps;
    const locals = session.localProfiles.peek();
    if (this.platform() !== null || holder === 'household') return ok(undefined);
    return session.putLocalProfiles(locals.map((profile) => (profile.id === holder ? { ...profile, hasPin: pin !== '' } : profile)));
  }

  /** Opens a pad; a second one waits for nothing: the first is closed. */
  private show(what: PinRequest & Pick<PinPrompt, 'mode' | 'triesLeft' | 'waitMs'>, submit: PinPrompt['submit']): Promise<Outcome> {
    const { prompt } = this.deps;
    prompt.peek()?.finish('cancelled');
    const id = this.nextId;
    this.nextId += 1;
    return new Promise<Outcome>((resolve) => {
      prompt.value = {
        ...what,
        id,
        submit,
        recover: (secret) => this.keeper().recover(what.holder, secret),
        finish: (outcome) => {
          if (prompt.peek()?.id === id) prompt.value = null;
          resolve(outcome);
        },
      };
    });
  }

  private keeper(): PinKeeper {
    return this.platform()?.pins ?? this.devicePins;
  }

  private platform(): { readonly api: PlatformApi; readonly pins: PlatformPins } | null {
    const { session } = this.deps;
    const api = session.platformApi();
    if (api === null) return null;
    if (this.platformPins?.api !== api) {
      const hasPin = (holder: PinHolder): boolean =>
        holder === 'household' ? session.hasAccountPin() : session.profiles.peek().some((profile) => profile.id === holder && profile.hasPin);
      this.platformPins = { api, pins: new PlatformPins({ api, hasPin, reload: () => session.reloadAccount() }) };
    }
    return this.platformPins;
  }
}

/** Makes the late half; it knows whether there is a household PIN when it resolves. */
export async function createParentalControl(deps: ControlDeps): Promise<ParentalControl> {
  const control = new Control(deps);
  await control.readHousehold();
  return control;
}
