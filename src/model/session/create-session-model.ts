import { AppError, createCancelSource, fail, ok, toAppError } from '#core/base';
import type { CancelSignal, CancelSource, ProfileId, Result, SourceId } from '#core/base';
import { splitLink, stepSession } from '#core/account';
import type { SessionCommand, SessionEvent, SessionState } from '#core/account';
import { batch, computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { WireAccount, WireToken } from '#core/wire';
import { TokenSession } from '#sources/platform';
import type { PlatformApi, PlatformSource } from '#sources/platform';
import { newSourceId, platformSourceId, SourceStore } from '#sources/registry';
import type { SourceConfig, StoredSource } from '#sources/registry';
import type { ProfileSync, Source } from '#sources/source';
import { AccountCache } from './account-cache';
import { accountProblem } from './account-problem';
import { DeviceSignInRunner } from './device-sign-in';
import { dropKeptFile } from './drop-kept-file';
import { LocalProfiles } from './local-profiles';
import type { LocalProfile } from './local-profiles';
import { pictureWay, storeReplacement } from './private-sources';
import { phaseView, profileViews } from './session-views';
import { judgePlaylist, judgePortal, judgeXtream } from './source-fields';
import type { SessionCore, SessionDeps } from './session-core';
import type { DeviceSignIn, FormState, PlaylistFields, PortalFields, ProfileView, SessionPhase, SourceView, SplitLink, XtreamFields } from './session-model';

class Session implements SessionCore {
  readonly phase: ReadonlySignal<SessionPhase>;
  readonly sources: ReadonlySignal<readonly SourceView[]>;
  readonly profiles: ReadonlySignal<readonly ProfileView[]>;
  readonly profile: ReadonlySignal<ProfileView | null>;
  readonly lastProfileId = signal<ProfileId | null>(null);
  readonly platformName: ReadonlySignal<string>;
  readonly platformHost: ReadonlySignal<string>;
  readonly hasPlatform: boolean;
  readonly hasShop: ReadonlySignal<boolean>;
  readonly device: ReadonlySignal<DeviceSignIn>;
  readonly deviceSecondsLeft: ReadonlySignal<number>;
  readonly passwordForm = signal<FormState>({ kind: 'idle' });
  readonly sourceForm = signal<FormState>({ kind: 'idle' });
  readonly active = signal<readonly Source[]>([]);
  readonly localProfiles: ReadonlySignal<readonly LocalProfile[]>;
  private readonly locals: LocalProfiles;
  private readonly deps: SessionDeps;
  private readonly store: SourceStore;
  private readonly cache: AccountCache;
  private readonly runner: DeviceSignInRunner | null;
  private readonly state = signal<SessionState>({ kind: 'starting' });
  private readonly configs = signal<readonly SourceConfig[]>([]);
  private readonly errors = signal<ReadonlyMap<SourceId, AppError>>(new Map());
  private readonly account = signal<WireAccount | null>(null);
  private platform: { readonly source: PlatformSource; readonly tokens: TokenSession } | null = null;
  private checking: CancelSource | null = null;
  private accountError: AppError | null = null;
  private steps: Promise<void> = Promise.resolve();

  constructor(deps: SessionDeps) {
    this.deps = deps;
    this.store = new SourceStore(deps.storage, deps.log);
    this.cache = new AccountCache(deps.storage, deps.log);
    this.locals = new LocalProfiles(deps.storage, deps.log);
    this.localProfiles = this.locals.list;
    this.hasPlatform = deps.oauth !== null;
    this.runner =
      deps.oauth === null
        ? null
        : new DeviceSignInRunner({
            clock: deps.clock,
            oauth: deps.oauth,
            deviceName: () => deps.device.capabilities.host.model,
            accept: (token) => this.finishSignIn(token),
          });
    this.device = this.runner === null ? signal<DeviceSignIn>({ kind: 'idle' }) : this.runner.view;
    this.deviceSecondsLeft = this.runner === null ? signal(0) : this.runner.secondsLeft;
    const host = deps.oauth === null ? '' : deps.oauth.base.replace(/^https?:\/\//, '');
    this.platformHost = signal(host);
    this.platformName = computed(() => this.configs.value.find((config) => config.kind === 'platform')?.name ?? '');
    this.profiles = computed(() => profileViews(this.configs.value, this.account.value, this.locals.list.value, deps.translator));
    this.phase = computed(() => phaseView(this.state.value));
    this.profile = computed(() => {
      const state = this.state.value;
      return state.kind === 'ready' ? (this.profiles.value.find((each) => each.id === state.profileId) ?? null) : null;
    });
    this.hasShop = computed(() => this.account.value?.hasShop === true && this.profile.value?.isKids === false);
    this.sources = computed(() => {
      const errors = this.errors.value;
      return this.configs.value.map(({ id, kind, name, host: at, isPrivate }) => ({ id, kind, name, host: at, isPrivate: isPrivate === true, error: errors.get(id) ?? null }));
    });
  }

  async boot(): Promise<void> {
    try {
      await this.restore();
    } catch (error) {
      this.deps.log.write('error', 'boot failed', { reason: error instanceof Error ? error.message : 'unknown' });
      this.state.value = { kind: 'blocked', error: toAppError(error) };
      this.deps.onPhase(this.phase.peek());
    }
  }

  startDeviceSignIn(): void {
    this.runner?.start();
  }

  renewDeviceCode(): void {
    this.runner?.renew();
  }

  stopDeviceSignIn(): void {
    this.runner?.stop();
  }

  async signInWithPassword(username: string, password: string): Promise<Result<void, AppError>> {
    const { oauth } = this.deps;
    if (oauth === null) return this.showForm(this.passwordForm, fail(new AppError('source.unsupported')));
    if (username.trim() === '' || password === '') return this.showForm(this.passwordForm, fail(new AppError('input.invalid')));
    this.passwordForm.value = { kind: 'checking' };
    const token = await oauth.signIn(username.trim(), password);
    return this.showForm(this.passwordForm, token.ok ? await this.finishSignIn(token.value) : token);
  }

  splitLink(text: string): SplitLink {
    return splitLink(text);
  }

  addXtream(fields: XtreamFields): Promise<Result<SourceId, AppError>> {
    return this.addJudged(judgeXtream(fields, newSourceId(this.deps.random)));
  }

  addPlaylist(fields: PlaylistFields): Promise<Result<SourceId, AppError>> {
    return this.addJudged(judgePlaylist(fields, newSourceId(this.deps.random)));
  }

  addPortal(fields: PortalFields): Promise<Result<SourceId, AppError>> {
    return this.addJudged(judgePortal(fields, newSourceId(this.deps.random)));
  }

  resetForms(): void {
    this.checking?.cancel();
    this.passwordForm.value = { kind: 'idle' };
    this.sourceForm.value = { kind: 'idle' };
  }

  wayToPicture(url: string, done: (address: string | null) => void): void {
    pictureWay(this.configs.peek(), this.active.peek(), url, done);
  }

  async renameSource(id: SourceId, name: string): Promise<void> {
    const configs = this.configs.peek().map((config) => (config.id === id ? { ...config, name: name.trim() || config.host || config.name } : config));
    this.configs.value = configs;
    await this.store.putList(configs);
  }

  async removeSource(id: SourceId): Promise<void> {
    const configs = this.configs.peek().filter((config) => config.id !== id);
    const stored = await this.storedSource(id);
    await this.store.remove(id, configs);
    await this.cache.remove(id);
    await dropKeptFile(stored, this.deps.blobs);
    this.drop(id, configs);
  }

  async putLocalProfiles(profiles: readonly LocalProfile[]): Promise<Result<void, AppError>> {
    const kept = await this.locals.put(profiles);
    await this.tellKnown();
    return kept;
  }

  async storedSource(id: SourceId): Promise<StoredSource | null> {
    return (await this.store.load()).find(({ config }) => config.id === id) ?? null;
  }

  async replaceSource(stored: StoredSource, cancel: CancelSignal): Promise<Result<void, AppError>> {
    const made = await storeReplacement(stored, cancel, { store: this.store, configs: this.configs.peek(), makeSource: (each) => this.deps.makeSource(each) });
    if (!made.ok) return made;
    const { source, configs } = made.value;
    const before = this.active.peek();
    this.setSources(before.map((each) => (each.id === source.id ? source : each)), configs);
    for (const each of before) if (each.id === source.id) each.dispose();
    return ok(undefined);
  }

  platformApi(): PlatformApi | null {
    return this.platform?.source.api ?? null;
  }

  hasAccountPin(): boolean {
    return this.account.peek()?.hasPin === true;
  }

  async reloadAccount(): Promise<void> {
    if (this.platform !== null) await this.refreshAccount(this.platform.source);
  }

  async chooseProfile(id: ProfileId, isUnlocked = false): Promise<'chosen' | 'locked'> {
    const state = this.state.peek();
    const profiles = state.kind === 'choosing' || state.kind === 'ready' ? state.profiles : [];
    const hasPin = profiles.find((profile) => profile.id === id)?.hasPin;
    if (hasPin === undefined || (hasPin && !isUnlocked)) return 'locked';
    await this.dispatch({ type: 'chosen', profileId: id, isUnlocked });
    return 'chosen';
  }

  switchProfile(): void {
    void this.dispatch({ type: 'switch' });
  }

  async signOut(): Promise<void> {
    const { platform } = this;
    if (platform === null) return;
    const access = platform.tokens.current;
    await this.forgetPlatform();
    // Told to the platform when it can be reached; here it is over either way.
    if (access !== null) await this.deps.oauth?.revoke(access);
  }

  retry(): void {
    void this.dispatch({ type: 'retry' });
  }

  dispose(): void {
    this.runner?.stop();
    this.checking?.cancel();
    for (const source of this.active.peek()) source.dispose();
  }

  profileSync(): ProfileSync | null {
    return this.platform?.source.sync ?? null;
  }

  reportSource(id: SourceId, error: AppError | null): void {
    const errors = new Map(this.errors.peek());
    if (error === null) errors.delete(id);
    else errors.set(id, error);
    this.errors.value = errors;
  }

  private async restore(): Promise<void> {
    this.lastProfileId.value = await this.cache.lastProfile();
    await this.locals.load();
    const active: Source[] = [];
    const configs: SourceConfig[] = [];
    for (const stored of await this.store.load()) {
      const source = stored.config.kind === 'platform' ? await this.restorePlatform(stored) : await this.deps.makeSource(stored);
      if (source === null) continue;
      active.push(source);
      configs.push(stored.config);
    }
    this.setSources(active, configs);
    await this.loadAccount();
  }

  /** `null` when its tokens are gone: then nobody is signed in to it. */
  private async restorePlatform(stored: StoredSource): Promise<Source | null> {
    const { id } = stored.config;
    if (this.deps.oauth === null || platformSourceId(this.deps.oauth.base) !== id) return null;
    const platform = this.makePlatform(id);
    if (!(await platform.tokens.restore())) return null;
    this.platform = platform;
    return platform.source;
  }

  private makePlatform(id: SourceId): { readonly source: PlatformSource; readonly tokens: TokenSession } {
    const { clock, oauth } = this.deps;
    const tokens = new TokenSession({
      clock,
      cell: this.store.tokensCell(id),
      exchange: (refresh) => (oauth === null ? Promise.resolve(fail(new AppError('auth.session-ended'))) : oauth.refresh(refresh)),
      onEnded: () => {
        void this.forgetPlatform().then(() => {
          this.deps.onSessionEnded();
        });
      },
    });
    return { source: this.deps.makePlatform(id, tokens), tokens };
  }

  /** Starts from the account as it was stored, then reads it anew; without either the viewer is told why. */
  private async loadAccount(): Promise<void> {
    const { platform } = this;
    if (platform === null) {
      await this.tellKnown();
      return;
    }
    const cached = await this.cache.read(platform.source.id);
    if (cached !== null) {
      this.account.value = cached;
      await this.tellKnown();
      void this.refreshAccount(platform.source);
    } else {
      await this.refreshAccount(platform.source);
    }
  }

  private async refreshAccount(source: PlatformSource): Promise<void> {
    const answer = await source.account();
    if (this.platform?.source !== source) return;
    this.accountError = answer.ok ? accountProblem(answer.value) : answer.error;
    this.reportSource(source.id, answer.ok ? this.accountError : null);
    if (answer.ok) {
      this.account.value = answer.value;
      await this.cache.write(source.id, answer.value);
    }
    await this.tellKnown();
  }

  private async tellKnown(): Promise<void> {
    const profiles = this.profiles.peek().map((profile) => ({ id: profile.id, hasPin: profile.hasPin }));
    await this.dispatch({ type: 'known', hasSources: this.configs.peek().length > 0, profiles, error: this.accountError });
  }

  /** Steps run one after the other: each sees the state the one before it left. */
  private dispatch(event: SessionEvent): Promise<void> {
    const run = this.steps.then(() => this.step(event));
    this.steps = run.catch((error: unknown) => {
      this.deps.log.write('error', 'session step failed', { event: event.type, code: toAppError(error).code });
    });
    return this.steps;
  }

  private async step(event: SessionEvent): Promise<void> {
    const step = stepSession(this.state.peek(), event);
    // Lists are opened before anybody is told, so that Home never shows another viewer's.
    for (const command of step.commands) await this.execute(command);
    const before = this.state.peek();
    this.state.value = step.state;
    if (before !== step.state) this.deps.onPhase(this.phase.peek());
  }

  private async execute(command: SessionCommand): Promise<void> {
    switch (command.type) {
      case 'open-profile':
        this.lastProfileId.value = command.profileId;
        await this.cache.rememberProfile(command.profileId);
        await this.deps.openProfile(command.profileId);
        break;
      case 'close-profile':
        await this.deps.openProfile(null);
        break;
      case 'load':
        void this.loadAccount();
        break;
    }
  }

  /** Stores a sign-in: tokens, then the source, then the account. */
  private async finishSignIn(token: WireToken): Promise<Result<void, AppError>> {
    const { oauth } = this.deps;
    if (oauth === null) return fail(new AppError('source.unsupported'));
    const id = platformSourceId(oauth.base);
    try {
      const platform = this.makePlatform(id);
      await platform.tokens.adopt(token);
      const account = await platform.source.account();
      const problem = account.ok ? accountProblem(account.value) : null;
      if (problem !== null) {
        await platform.tokens.forget();
        return fail(problem);
      }
      this.platform = platform;
      await this.keepPlatform(platform.source, account);
      return ok(undefined);
    } catch (error) {
      return fail(toAppError(error, 'storage.broken'));
    }
  }

  private async keepPlatform(source: PlatformSource, account: Result<WireAccount, AppError>): Promise<void> {
    const { id } = source;
    const base = this.deps.oauth?.base ?? '';
    const hello = await this.deps.oauth?.hello();
    const name = hello?.ok === true && hello.value.name !== '' ? hello.value.name : this.platformHost.peek();
    const config: SourceConfig = { id, kind: 'platform', name, host: this.platformHost.peek() };
    const configs = [config].concat(this.configs.peek().filter((each) => each.id !== id));
    await this.store.put({ config, secret: { address: base, username: '', password: '' } }, configs);
    if (account.ok) await this.cache.write(id, account.value);
    this.accountError = account.ok ? null : account.error;
    this.account.value = account.ok ? account.value : null;
    this.setSources([source as Source].concat(this.active.peek().filter((each) => each.id !== id)), configs);
    await this.tellKnown();
  }

  private async forgetPlatform(): Promise<void> {
    const { platform } = this;
    if (platform === null) return;
    this.platform = null;
    const { id } = platform.source;
    const configs = this.configs.peek().filter((config) => config.id !== id);
    await this.store.remove(id, configs);
    await platform.tokens.forget();
    await this.cache.remove(id);
    this.account.value = null;
    this.accountError = null;
    this.drop(id, configs);
  }

  private drop(id: SourceId, configs: readonly SourceConfig[]): void {
    for (const source of this.active.peek()) if (source.id === id) source.dispose();
    this.reportSource(id, null);
    this.setSources(
      this.active.peek().filter((source) => source.id !== id),
      configs,
    );
    void this.tellKnown();
  }

  private setSources(active: readonly Source[], configs: readonly SourceConfig[]): void {
    batch(() => {
      this.active.value = active;
      this.configs.value = configs;
      this.deps.onSources(active);
    });
  }

  private async addJudged(judged: Result<StoredSource, AppError>): Promise<Result<SourceId, AppError>> {
    return judged.ok ? this.add(judged.value) : this.showForm(this.sourceForm, judged);
  }

  private async add(stored: StoredSource): Promise<Result<SourceId, AppError>> {
    this.checking?.cancel();
    const checking = createCancelSource();
    this.checking = checking;
    this.sourceForm.value = { kind: 'checking' };
    let source: Source;
    try {
      source = await this.deps.makeSource(stored);
    } catch (error) {
      return this.showForm(this.sourceForm, fail(toAppError(error, 'net.unreachable')));
    }
    const checked = await source.check(checking.signal);
    const other = checked.ok || checking.signal.isCancelled ? null : await this.deps.otherWay(stored, checked.error).catch(() => null);
    if (checking.signal.isCancelled) return fail(new AppError('net.cancelled'));
    if (other !== null) return this.add(other);
    if (!checked.ok) return this.showForm(this.sourceForm, checked);
    const configs = this.configs.peek().concat(stored.config);
    try {
      await this.store.put(stored, configs);
    } catch (error) {
      return this.showForm(this.sourceForm, fail(toAppError(error, 'storage.broken')));
    }
    this.setSources(this.active.peek().concat(source), configs);
    await this.tellKnown();
    return this.showForm(this.sourceForm, ok(stored.config.id));
  }

  private showForm<T>(form: { value: FormState }, result: Result<T, AppError>): Result<T, AppError> {
    form.value = result.ok ? { kind: 'done' } : { kind: 'failed', error: result.error };
    return result;
  }
}

/** Makes the session; `boot` moves it on. */
export function createSessionModel(deps: SessionDeps): SessionCore {
  return new Session(deps);
}
