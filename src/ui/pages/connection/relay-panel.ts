import type { AppError } from '#core/base';
import type { Translator } from '#model/i18n';
import type { ErrorText } from '#model/notices';
import type { FormState } from '#model/session';
import { ButtonRow } from '#ui/components';
import type { ButtonSpec } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView, Text } from '#ui/engine';
import { StatusPanel } from '../forms/status-panel';

/** How the panel is made. */
export interface RelayPanelProps {
  readonly translator: Translator;
  /** Whose relay it is. */
  readonly platformName: string;
  readonly width: number;
  /** Words of a failure. */
  describe(error: AppError): ErrorText;
  onUse(): void;
  onDirect(): void;
  /** Ends a try that runs. */
  onStop(): void;
}

const GAP = 64;
const AFTER_TITLE = 16;
const BEFORE_BUTTONS = 44;
const LINES = 9;

/** The platform's relay: what it does for a source and what it cannot, and the choice. A try takes the place of the words. */
export class RelayPanel extends View<RelayPanelProps> {
  declare private columns: ReadonlyArray<{ readonly title: Text; readonly body: Text }>;
  declare private buttons: ButtonRow;
  declare private status: StatusPanel;
  declare private isTrying: boolean;

  /** Shows what became of the last try. */
  showState(state: FormState): void {
    const { t } = this.props.translator;
    this.ui.mirror.setFact('form', state.kind);
    this.isTrying = state.kind !== 'idle';
    if (state.kind === 'failed') {
      this.status.showError(this.props.describe(state.error), state.error, [
        { id: 'try-again', label: t('banner.try-again'), icon: 'restart', onPress: () => this.props.onUse() },
        { id: 'close', label: t('settings.close'), onPress: () => this.props.onStop() },
      ]);
      this.status.focusButton(state.error.canRetry ? 'try-again' : 'close');
    } else if (state.kind !== 'idle') {
      const stop: ButtonSpec = { id: 'stop', label: t('form.stop'), icon: 'x', onPress: () => this.props.onStop() };
      this.status.showWork(t('connection.checking'), t('form.wait'), state.kind === 'checking' ? [stop] : []);
    }
    this.status.visible = this.isTrying;
    this.buttons.visible = !this.isTrying;
    for (const { title, body } of this.columns) {
      title.visible = !this.isTrying;
      body.visible = !this.isTrying;
    }
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  override describeGroup(): string {
    return this.isTrying ? '' : this.columns.map(({ title, body }) => `${title.content}. ${body.content}`).join(' ');
  }

  override _getFocused(): AnyView {
    return this.isTrying ? this.status : this.buttons;
  }

  protected override build(): void {
    const { translator, platformName: name, width } = this.props;
    const { t } = translator;
    this.isTrying = false;
    this.w = width;
    const room = (width - GAP) / 2;
    const column = (x: number, heading: string, words: string): { readonly title: Text; readonly body: Text } => {
      const title = this.addText({ style: 'title3', content: heading, maxWidth: room }, x, 0);
      const body = this.addText({ style: 'body', content: words, color: this.theme.color.text2, maxWidth: room, lines: LINES }, x, title.height + AFTER_TITLE);
      return { title, body };
    };
    this.columns = [
      column(0, t('connection.relay.covers.title'), t('connection.relay.covers', { name })),
      column(room + GAP, t('connection.relay.limits.title'), t('connection.relay.limits', { name })),
    ];
    const y = Math.max(...this.columns.map(({ title, body }) => title.height + AFTER_TITLE + body.height)) + BEFORE_BUTTONS;
    this.buttons = this.add(ButtonRow, { maxWidth: width }, { y });
    this.buttons.setButtons([
      { id: 'use-relay', label: t('connection.use'), icon: 'shield', onPress: () => this.props.onUse() },
      { id: 'direct', label: t('connection.direct'), onPress: () => this.props.onDirect() },
    ]);
    this.status = this.add(StatusPanel, { width: room * 1.4 });
    this.status.visible = false;
    this.h = y + this.buttons.h;
  }
}
