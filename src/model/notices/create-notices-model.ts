import { toAppError } from '#core/base';
import type { AppError, Disposer } from '#core/base';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { ClockPort, NetworkPort } from '#ports';
import type { Translator } from '#model/i18n';
import type { Banner, Dialog, ErrorText, NoticesModel, Toast } from './notices-model';

/** Long enough to read two lines, short enough not to be in the way. */
const TOAST_MS = 4000;

/** What notices need. */
export interface NoticesDeps {
  readonly clock: ClockPort;
  readonly network: NetworkPort;
  readonly translator: Translator;
  /** When what is shown was loaded; 0 if nothing was. */
  loadedAtMs(): number;
  /** Tries the connection again: refreshes the catalogue. */
  tryAgain(): void;
  /** A source whose refresh failed while the set is online, by name; `null` when all is well. */
  readonly failedSource: ReadonlySignal<string | null>;
}

interface Question {
  readonly dialog: Dialog;
  readonly resolve: (buttonId: string) => void;
}

class Notices implements NoticesModel {
  readonly toast = signal<Toast | null>(null);
  readonly dialog: ReadonlySignal<Dialog | null>;
  readonly banner: ReadonlySignal<Banner | null>;
  private readonly deps: NoticesDeps;
  private readonly questions = signal<readonly Question[]>([]);
  private readonly isOnline: ReadonlySignal<boolean>;
  private readonly leaveNetwork: Disposer;
  private nextId = 1;
  private stopToast: Disposer = () => undefined;

  constructor(deps: NoticesDeps) {
    this.deps = deps;
    const isOnline = signal(deps.network.isOnline);
    this.isOnline = isOnline;
    this.leaveNetwork = deps.network.onChange((isNowOnline) => {
      const wasOnline = isOnline.peek();
      isOnline.value = isNowOnline;
      if (!isNowOnline || wasOnline) return;
      this.showToast(deps.translator.t('offline.back'));
      deps.tryAgain();
    });
    this.dialog = computed(() => this.questions.value[0]?.dialog ?? null);
    this.banner = computed(() => this.makeBanner());
  }

  showToast(text: string): void {
    this.stopToast();
    this.toast.value = { id: this.takeId(), text };
    this.stopToast = this.deps.clock.after(TOAST_MS, () => {
      this.toast.value = null;
    });
  }

  showFailure(error: unknown): void {
    this.showToast(this.describe(toAppError(error)).title);
  }

  ask(question: Omit<Dialog, 'id'>): Promise<string> {
    const id = this.takeId();
    return new Promise((resolve) => {
      this.questions.value = this.questions.peek().concat({ dialog: { ...question, id }, resolve });
    });
  }

  answer(buttonId: string): void {
    const first = this.questions.peek()[0];
    if (first === undefined) return;
    this.questions.value = this.questions.peek().slice(1);
    first.resolve(buttonId);
  }

  actOnBanner(): void {
    this.deps.tryAgain();
  }

  describe(error: AppError): ErrorText {
    const { t } = this.deps.translator;
    return { title: t(`error.${error.code}.title`), text: t(`error.${error.code}.text`), label: error.label };
  }

  dispose(): void {
    this.stopToast();
    this.leaveNetwork();
  }

  private takeId(): number {
    const id = this.nextId;
    this.nextId += 1;
    return id;
  }

  private makeBanner(): Banner | null {
    const { t, format } = this.deps.translator;
    const name = this.deps.failedSource.value;
    const loadedAtMs = this.deps.loadedAtMs();
    const time = format.time(loadedAtMs);
    const actionLabel = t('banner.try-again');
    if (!this.isOnline.value) {
      const text = loadedAtMs > 0 ? t('offline.banner', { time }) : t('offline.banner-empty');
      return { kind: 'offline', text, actionLabel };
    }
    if (name === null || loadedAtMs <= 0) return null;
    return { kind: 'source', text: t('banner.source-failed', { name, time }), actionLabel };
  }
}

/** Makes the notices. */
export function createNoticesModel(deps: NoticesDeps): NoticesModel {
  return new Notices(deps);
}
