import { MINUTE_MS } from '#core/base';
import type { AppModel } from '#model/app';
import type { TimeAskModel, TimeAskState } from '#model/companion';
import type { ButtonSpec } from '#ui/components';
import { PhoneOverlay } from './phone-overlay';
import type { PhoneOverlayProps } from './phone-overlay';

/** How the overlay is made. */
export interface TimeAskOverlayProps extends PhoneOverlayProps {
  readonly app: AppModel;
  readonly asked: TimeAskModel;
}

/** A child asks for more time: how a parent answers, and the answer as soon as it is there. */
export class TimeAskOverlay extends PhoneOverlay<TimeAskOverlayProps> {
  override get overlayId(): string {
    return 'time-ask';
  }

  protected override build(): void {
    const { asked } = this.props;
    this.buildGround(false);
    this.bind(asked.state, (state) => this.follow(state));
    this.own(() => asked.close());
  }

  private follow(state: TimeAskState): void {
    const { app } = this.props;
    const { t, format } = app.translator;
    this.ui.mirror.setFact('time-ask', state.kind);
    const close: ButtonSpec = { id: 'close', label: t('companion.close'), icon: 'back', onPress: () => this.props.close() };
    const say = (title: string, body: string): void => {
      this.showScreen({ title, body }, [close]);
      this.ui.mirror.announce(`${title}. ${body}`, 'assertive');
    };
    switch (state.kind) {
      case 'asking':
        this.showScreen({ title: t('watch-time.ask.title'), code: null }, [close]);
        break;
      case 'waiting':
        this.showWaiting(state, close);
        break;
      case 'granted':
        say(t('watch-time.ask.granted', { time: format.duration(state.minutes * MINUTE_MS) }), t('watch-time.ask.granted.text'));
        break;
      case 'refused':
      case 'over':
        say(t(`watch-time.ask.${state.kind}`), t(`watch-time.ask.${state.kind}.text`));
        break;
      case 'failed': {
        const words = app.notices.describe(state.error);
        say(words.title, words.text);
      }
    }
  }

  private showWaiting({ page, phone }: Extract<TimeAskState, { kind: 'waiting' }>, close: ButtonSpec): void {
    const { app } = this.props;
    const { t } = app.translator;
    const title = t('watch-time.ask.title');
    const asked = phone === null ? '' : t('watch-time.ask.phone', { phone });
    const status = [asked, t('watch-time.ask.waiting')].filter((part) => part !== '').join(' ');
    this.ui.mirror.setFact('time-ask-code', page?.code ?? '');
    if (page !== null) {
      this.showScreen({ title, code: { scan: t('watch-time.ask.scan', { url: page.shortUrl }), code: page.code, qrUrl: page.qrUrl, pinStep: '', pin: '' }, status }, [close]);
      return;
    }
    const connect: ButtonSpec = {
      id: 'connect', label: t('watch-time.ask.connect-button'), icon: 'phone',
      onPress: () => {
        app.phone.isWanted.value = true;
      },
    };
    this.showScreen({ title, body: phone === null ? t('watch-time.ask.connect') : status }, phone === null ? [connect, close] : [close]);
  }
}
