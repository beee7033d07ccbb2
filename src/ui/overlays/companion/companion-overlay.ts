import type { AppModel } from '#model/app';
import type { CompanionModel, CompanionState } from '#model/companion';
import type { ButtonSpec } from '#ui/components';
import { PhoneOverlay } from './phone-overlay';
import type { PhoneOverlayProps } from './phone-overlay';

/** An address that only the home network knows. */
const AT_HOME = /^(10|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254)\./;

/** How the overlay is made. */
export interface CompanionOverlayProps extends PhoneOverlayProps {
  readonly app: AppModel;
  readonly companion: CompanionModel;
}

/** Shows how a phone is paired, or which one is. Closes by itself when one comes. */
export class CompanionOverlay extends PhoneOverlay<CompanionOverlayProps> {
  declare private wasWaiting: boolean;

  override get overlayId(): string {
    return 'companion';
  }

  protected override build(): void {
    const { companion } = this.props;
    this.wasWaiting = false;
    this.buildGround(true);
    if (companion.state.peek().kind === 'off') companion.show();
    this.bind(companion.state, (state) => this.follow(state));
    this.own(() => companion.hide());
  }

  private follow(state: CompanionState): void {
    const { app, companion } = this.props;
    const { t } = app.translator;
    this.ui.mirror.setFact('companion', state.kind);
    // For tests and for those who hear the screen; gone with the code.
    this.ui.mirror.setFact('companion-code', state.kind === 'waiting' ? `${state.code} ${state.pin}` : '');
    const close: ButtonSpec = { id: 'close', label: t('companion.close'), icon: 'back', onPress: () => this.props.close() };
    const again = (label: string): ButtonSpec => ({ id: 'new-code', label, icon: 'restart', onPress: () => companion.show() });
    switch (state.kind) {
      case 'off':
        // The phone went, or was let go.
        this.props.close();
        break;
      case 'asking':
        this.showScreen({ title: t('companion.title'), code: null, status: t('companion.asking'), note: t('companion.note') }, [close]);
        break;
      case 'waiting':
        this.showCode(state, [again(t('companion.new-code')), close]);
        break;
      case 'paired':
        if (this.wasWaiting) this.props.close();
        else this.showPaired(state.phone, again(t('companion.other')), close);
        break;
      case 'failed': {
        const words = app.notices.describe(state.error);
        this.showScreen({ title: words.title, body: words.text, note: words.label }, [again(t('banner.try-again')), close]);
        this.ui.mirror.announce(`${words.title}. ${words.text}`, 'assertive');
      }
    }
    this.wasWaiting = state.kind === 'waiting' || state.kind === 'asking';
  }

  private showCode(state: Extract<CompanionState, { kind: 'waiting' }>, buttons: readonly ButtonSpec[]): void {
    const { t } = this.props.app.translator;
    const { code, pin, qrUrl, shortUrl: url, phone } = state;
    const shown = { scan: t('companion.scan', { url }), code, qrUrl, pinStep: t('companion.pin-step'), pin };
    const status = phone === null ? t('companion.waiting') : t('companion.connected', { phone });
    const note = t(AT_HOME.test(url) ? 'companion.note-home' : 'companion.note');
    this.showScreen({ title: t('companion.title'), code: shown, status, note }, buttons);
    const spell = (text: string): string => Array.from(text.replace(/-/g, '')).join(', ');
    this.ui.mirror.announce(t('companion.spoken', { url, code: spell(code), pin: spell(pin) }));
  }

  private showPaired(phone: string, other: ButtonSpec, close: ButtonSpec): void {
    const { app, companion } = this.props;
    const { t } = app.translator;
    const end: ButtonSpec = {
      id: 'disconnect', label: t('companion.disconnect'), icon: 'x',
      onPress: () => {
        companion.end();
        this.props.close();
      },
    };
    this.showScreen({ title: t('companion.paired', { phone }), body: t('companion.paired.text'), note: t('companion.note') }, [close, other, end]);
  }
}
