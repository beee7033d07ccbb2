import type { AppModel } from '#model/app';
import type { SupportModel, SupportState } from '#model/support';
import { ButtonRow } from '#ui/components';
import type { AnyView, Text, Ui } from '#ui/engine';
import { SAFE, Z } from '#ui/theme';
import { SIDE_CONTENT, SidePanel } from '../side-panel';
import type { SidePanelProps } from '../side-panel';

interface SupportPanelProps extends SidePanelProps {
  readonly app: AppModel;
  readonly support: SupportModel;
}

/** Pixels. */
const TITLE_Y = 64;
const TEXT_Y = 160;
const CODE_GAP = 44;
const STATE_GAP = 130;
const BUTTONS_Y = 1080 - SAFE.bottom - 72;

/** A code for whoever helps, what they propose, and whether the viewer wants it. Closing it ends the call. */
class SupportPanel extends SidePanel<SupportPanelProps> {
  declare private buttons: ButtonRow;
  declare private code: Text;
  declare private words: Text;
  declare private wasProposed: boolean;

  override get overlayId(): string {
    return 'support';
  }

  override overlayTitle(): string {
    const { t } = this.props.app.translator;
    return `${t('support.title')}. ${t('support.share')}`;
  }

  override _getFocused(): AnyView {
    return this.buttons;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.buttons;
  }

  protected override build(): void {
    const { app, support } = this.props;
    const { t } = app.translator;
    const { color } = this.theme;
    const { x, w } = SIDE_CONTENT;
    this.wasProposed = false;
    this.drawGround();
    this.addText({ style: 'title2', content: t('support.title'), maxWidth: w }, x, TITLE_Y);
    const share = this.addText({ style: 'body', content: t('support.share'), color: color.text2, maxWidth: w, lines: 9 }, x, TEXT_Y);
    const codeY = TEXT_Y + share.height + CODE_GAP;
    this.code = this.addText({ style: 'code', maxWidth: w }, x, codeY);
    this.words = this.addText({ style: 'bodyL', maxWidth: w, lines: 4 }, x, codeY + STATE_GAP);
    this.buttons = this.add(ButtonRow, { maxWidth: w }, { x, y: BUTTONS_Y });
    this.bind(support.state, (state) => {
      this.show(state);
    });
    this.own(() => {
      support.dispose();
    });
  }

  private show(state: SupportState): void {
    const { app, support, close } = this.props;
    const { t } = app.translator;
    const code = state.kind === 'waiting' || state.kind === 'proposed' ? state.code : '';
    this.code.content = code === '' ? '' : `${code.slice(0, 3)} ${code.slice(3)}`;
    const words = this.wordsOf(state);
    if (words !== this.words.content) this.ui.mirror.announce(code === '' ? words : `${code.split('').join(' ')}. ${words}`, state.kind === 'proposed' ? 'assertive' : 'polite');
    this.words.content = words;
    this.ui.mirror.setFact('support', code);
    const end = { id: 'close', label: t('support.end'), onPress: close };
    const isProposed = state.kind === 'proposed';
    this.buttons.setButtons(isProposed ? [
      { id: 'refuse', label: t('support.refuse'), icon: 'x', onPress: () => { support.refuse(); } },
      { id: 'agree', label: t('support.agree'), icon: 'check', onPress: () => { support.agree(); } },
    ] : [end]);
    // What somebody else proposes is not agreed to by an OK that was meant for something else.
    if (isProposed && !this.wasProposed) this.buttons.focusButton('refuse');
    this.wasProposed = isProposed;
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private wordsOf(state: SupportState): string {
    const { app } = this.props;
    const { t } = app.translator;
    if (state.kind === 'calling') return t('form.wait');
    if (state.kind === 'over') return state.error === null ? t('support.over') : app.notices.describe(state.error).title;
    const name = state.seenBy === '' ? app.session.platformName.peek() : state.seenBy;
    if (state.kind === 'proposed') return `${t('support.proposes', { name })} ${t(`support.fix.${state.fix}`)}`;
    const before = state.last === '' ? '' : `${t(`support.answer.${state.last}`)} `;
    return before + (state.seenBy === '' ? t('support.tell') : t('support.seen', { name }));
  }
}

/** Opens a call for help at the side. */
export function openSupport(ui: Ui, app: AppModel, support: SupportModel): void {
  const opened = ui.overlays.show(SupportPanel, { app, support, close: () => opened.close() }, { z: Z.panel, motion: 'fade', takesFocus: true });
}
