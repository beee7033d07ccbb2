import { NEVER_CANCELLED, SECOND_MS, toAppError } from '#core/base';
import type { AppError, Disposer, Result } from '#core/base';
import { computed, createScope, signal } from '#core/state';
import type { ReadonlySignal, Scope } from '#core/state';
import { parsePhoneLetter, parsePlatformLetter } from '#core/wire';
import type { WireLetter, WirePhoneField, WirePhoneLetter, WirePlatformLetter, WireSetLetter } from '#core/wire';
import type { RemoteKey } from '#ports';
import { ArrangeByPhone } from './arrange-by-phone';
import type { CompanionDeps } from './companion-deps';
import { CompanionLink, isSessionGone } from './companion-link';
import { partLetter, tradeLetter } from './phone-trade';
import type { PhoneTrade } from './phone-trade';
import type { CompanionModel, CompanionQuestion, CompanionScreen, CompanionState } from './companion-model';
import { takeAddress, takeFile } from './take-playlist';

/** Keys a phone may press; not those that leave the app. */
const KEYS: readonly RemoteKey[] = ['up', 'down', 'left', 'right', 'ok', 'back', 'play', 'pause', 'playpause', 'channelUp', 'channelDown'];
/** Answers about playlists carry this id: the phone waits for them where it sent them. */
const PLAYLIST_ID = 1;
/** Answers about a backup's file. */
const TRADE_ID = 3;
/** Typing on the set is told a moment later, once for several letters. */
const FIELD_DELAY_MS = SECOND_MS / 5;

class Companion implements CompanionModel {
  readonly state: ReadonlySignal<CompanionState>;
  readonly phone = signal<string | null>(null);
  private readonly deps: CompanionDeps;
  private readonly shown = signal<Exclude<CompanionState, { kind: 'paired' }>>({ kind: 'off' });
  private readonly screens: CompanionScreen[] = [];
  private readonly scope: Scope = createScope();
  private readonly field = signal<WirePhoneField | null>(null);
  private link: CompanionLink | null = null;
  private question: (CompanionQuestion & { readonly id: string }) | null = null;
  private traded: PhoneTrade | null = null;
  private nextQuestion = 1;
  private tries = 0;
  /** The profile a parent let the phone arrange for. */
  private openedFor = '';
  private stopField: Disposer = () => undefined;

  constructor(deps: CompanionDeps) {
    this.deps = deps;
    this.state = computed(() => {
      const shown = this.shown.value;
      const phone = this.phone.value;
      if (shown.kind === 'waiting') return { ...shown, phone };
      return shown.kind === 'off' && phone !== null ? { kind: 'paired', phone } : shown;
    });
    this.scope.effect(() => {
      const field = this.field.value;
      this.stopField();
      this.stopField = deps.clock.after(FIELD_DELAY_MS, () => {
        this.tell({ kind: 'field', field });
      });
    });
  }

  show(): void {
    if (this.shown.peek().kind === 'asking') return;
    void this.askCode();
  }

  hide(): void {
    this.tries += 1;
    this.shown.value = { kind: 'off' };
    if (this.phone.peek() === null) this.drop();
  }

  end(): void {
    this.tries += 1;
    this.drop();
    this.shown.value = { kind: 'off' };
  }

  listen(screen: CompanionScreen): Disposer {
    this.screens.push(screen);
    return () => {
      const at = this.screens.indexOf(screen);
      if (at !== -1) this.screens.splice(at, 1);
    };
  }

  showField(field: WirePhoneField | null): void {
    this.field.value = field;
  }

  ask(question: CompanionQuestion): Disposer {
    const asked = { ...question, id: String(this.nextQuestion) };
    this.nextQuestion += 1;
    this.question = asked;
    this.tellQuestion();
    return () => {
      if (this.question?.id !== asked.id) return;
      this.question = null;
      this.tellQuestion();
    };
  }

  trade(trade: PhoneTrade): Disposer {
    this.traded = trade;
    this.tell(tradeLetter(trade));
    return () => {
      if (this.traded !== trade) return;
      this.traded = null;
      this.tell(tradeLetter(null));
    };
  }

  dispose(): void {
    this.end();
    this.stopField();
    this.scope.dispose();
  }

  private async askCode(): Promise<void> {
    const { client, deviceName } = this.deps;
    this.tries += 1;
    const tried = this.tries;
    this.shown.value = { kind: 'asking' };
    const { link } = this;
    let got = link === null ? await client.start(deviceName, NEVER_CANCELLED) : await client.renew(link.session, NEVER_CANCELLED);
    if (!got.ok && link !== null && isSessionGone(got.error)) {
      this.drop();
      got = await client.start(deviceName, NEVER_CANCELLED);
    }
    if (this.tries !== tried) {
      // Nobody looks any more: what was begun is ended, what ran before goes on.
      if (got.ok && link === null) void client.end(got.value);
      return;
    }
    if (!got.ok) {
      this.shown.value = { kind: 'failed', error: got.error };
      return;
    }
    const { code, pin, shortUrl, qrUrl, lifetimeMs } = got.value;
    if (this.link === null) this.begin(new CompanionLink(got.value, this.deps, { onLetter: (letter) => this.take(letter), onOver: () => this.onOver() }));
    else this.link.session = got.value;
    this.shown.value = { kind: 'waiting', code, pin, shortUrl, qrUrl, phone: null };
    // The code renews itself while it is looked at.
    this.scope.add(this.deps.clock.after(lifetimeMs, () => {
      if (this.tries === tried && this.shown.peek().kind === 'waiting') void this.askCode();
    }));
  }

  private begin(link: CompanionLink): void {
    this.link = link;
    void link.listen();
  }

  private drop(): void {
    this.link?.end();
    this.link = null;
    this.phone.value = null;
    this.openedFor = '';
  }

  private onOver(): void {
    const wasPaired = this.phone.peek() !== null;
    this.drop();
    if (wasPaired) this.deps.notices.showToast(this.deps.translator.t('companion.left'));
    if (this.shown.peek().kind === 'waiting') void this.askCode();
  }

  private tell(letter: WireSetLetter): void {
    if (this.phone.peek() !== null) this.link?.tell(letter);
  }

  private refuse(id: number, text: string): void {
    this.tell({ kind: 'answer', id, isDone: false, text });
  }

  private tellQuestion(): void {
    const { question } = this;
    this.tell({ kind: 'time', request: question?.id ?? null, profile: question?.profileName ?? '', reason: question?.reason ?? 'budget' });
  }

  private take(letter: WireLetter): void {
    if (letter.from === 'platform') {
      const told = parsePlatformLetter(letter.body);
      if (told !== null) this.takeFromPlatform(told);
      return;
    }
    const said = this.phone.peek() === null ? null : parsePhoneLetter(letter.body);
    if (said !== null) this.takeFromPhone(said);
  }

  private takeFromPlatform(letter: WirePlatformLetter): void {
    const { notices, translator } = this.deps;
    switch (letter.kind) {
      case 'joined': {
        const phone = letter.name === '' ? translator.t('companion.a-phone') : letter.name;
        this.phone.value = phone;
        this.openedFor = '';
        this.shown.value = { kind: 'off' };
        notices.showToast(translator.t(letter.isTakeover ? 'companion.taken-over' : 'companion.connected', { phone }));
        break;
      }
      case 'left':
        this.phone.value = null;
        notices.showToast(translator.t('companion.left'));
        if (this.shown.peek().kind === 'off') this.drop();
        break;
      case 'guessed':
        if (this.shown.peek().kind === 'waiting') void this.askCode();
        notices.showToast(translator.t('companion.guessed'));
        break;
      case 'file':
        if (this.traded?.kind === 'take') void this.takeBackup(this.traded, letter.file);
        else void this.takePlaylist((link) => takeFile(this.deps, link, letter.file, letter.name));
    }
  }

  private takeFromPhone(letter: WirePhoneLetter): void {
    const screen = this.screens[this.screens.length - 1];
    switch (letter.kind) {
      case 'hello':
        this.tell({ kind: 'field', field: this.field.peek() });
        this.tell({ kind: 'state', hasLineup: this.deps.session.profile.peek() !== null });
        if (this.question !== null) this.tellQuestion();
        if (this.traded !== null) this.tell(tradeLetter(this.traded));
        break;
      case 'key': {
        const key = KEYS.find((each) => each === letter.key);
        if (key !== undefined) screen?.press(key);
        break;
      }
      case 'text':
        screen?.write(letter.field, letter.value);
        break;
      case 'done':
        screen?.done(letter.field);
        break;
      case 'playlist':
        void this.takePlaylist(() => takeAddress(this.deps, letter.address, letter.name));
        break;
      case 'time':
        void this.answerQuestion(letter);
        break;
      case 'part': {
        const part = partLetter(this.traded, letter.part);
        if (part !== null) this.tell(part);
        break;
      }
      case 'traded':
        if (this.traded?.kind === 'give') this.traded.onGiven();
        break;
      default:
        void this.arrange(letter);
    }
  }

  private async takePlaylist(take: (link: CompanionLink) => Promise<Result<unknown, AppError>>): Promise<void> {
    const { link } = this;
    if (link === null) return;
    const { notices, translator } = this.deps;
    if (!(await this.mayChange())) {
      this.refuse(PLAYLIST_ID, translator.t('companion.locked'));
      return;
    }
    const taken = await take(link);
    const words = taken.ok ? null : notices.describe(taken.error);
    if (taken.ok) notices.showToast(translator.t('companion.playlist'));
    this.tell({ kind: 'answer', id: PLAYLIST_ID, isDone: taken.ok, text: words === null ? '' : `${words.title}. ${words.text}` });
  }

  /** A backup's file: whoever waits for it was let in before. */
  private async takeBackup({ take }: Extract<PhoneTrade, { kind: 'take' }>, file: string): Promise<void> {
    const { link } = this;
    if (link === null) return;
    try {
      await take(await link.openFile(file));
      this.tell({ kind: 'answer', id: TRADE_ID, isDone: true, text: '' });
    } catch (error) {
      const { title, text } = this.deps.notices.describe(toAppError(error, 'net.unreachable'));
      this.refuse(TRADE_ID, `${title}. ${text}`);
    }
  }

  private async arrange(letter: Extract<WirePhoneLetter, { kind: 'groups' | 'channels' | 'edit' }>): Promise<void> {
    const { id } = letter;
    const { t } = this.deps.translator;
    if (this.deps.session.profile.peek() === null) {
      this.tell({ kind: 'state', hasLineup: false });
      return;
    }
    if (!(await this.mayChange())) {
      this.refuse(id, t('companion.locked'));
      return;
    }
    try {
      const desk = new ArrangeByPhone(await this.deps.openLineup(), this.deps.favourites);
      if (letter.kind === 'channels') {
        this.tell(desk.channels(id, letter.group, letter.from));
        return;
      }
      if (letter.kind === 'edit') await desk.edit(letter.edit);
      this.tell({ kind: 'state', hasLineup: true });
      this.tell(desk.groups(id));
    } catch (error) {
      this.deps.log.write('warn', 'the phone could not arrange', { reason: error instanceof Error ? error.message : 'unknown' });
      this.refuse(id, t('companion.failed'));
    }
  }

  /** Children arrange and add nothing from a phone without the household's PIN, typed once on the set. */
  private async mayChange(): Promise<boolean> {
    const profile = this.deps.session.profile.peek();
    if (profile?.isKids !== true || this.openedFor === profile.id) return true;
    const control = await this.deps.parental.control();
    if (control === null) return false;
    const { t } = this.deps.translator;
    const isOpen = await control.ask({ holder: 'household', title: t('pin.enter'), text: t('companion.pin'), subject: { name: this.phone.peek() ?? '', facts: '', avatar: '' } });
    if (isOpen) this.openedFor = profile.id;
    return isOpen;
  }

  private async answerQuestion(letter: Extract<WirePhoneLetter, { kind: 'time' }>): Promise<void> {
    const { question } = this;
    const { translator, judgePin } = this.deps;
    if (question?.id !== letter.request || [0, 10, 20, 60].indexOf(letter.minutes) === -1) return;
    const judged = await judgePin(letter.pin);
    const { t, format } = translator;
    if (judged.kind === 'wrong') this.refuse(letter.id, t('pin.wrong', { count: judged.triesLeft }));
    if (judged.kind === 'locked') this.refuse(letter.id, t('pin.wait', { time: format.duration(judged.waitMs) }));
    if (judged.kind === 'failed') this.refuse(letter.id, t('companion.failed'));
    if (judged.kind !== 'right') return;
    // Answered on the set or by another phone while the PIN was judged.
    if (this.question?.id !== question.id) return;
    this.question = null;
    this.tellQuestion();
    question.onAnswer(letter.minutes);
  }
}

/** Makes the companion; nothing is asked of the platform before {@link CompanionModel.show}. */
export function createCompanionModel(deps: CompanionDeps): CompanionModel {
  return new Companion(deps);
}
