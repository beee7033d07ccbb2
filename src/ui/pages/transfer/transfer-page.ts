import { SHORTEST_WORDS } from '#model/transfer';
import type { TransferModel, TransferState } from '#model/transfer';
import { Ambient } from '#ui/components';
import { CANVAS_HEIGHT, Gradient } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { SAFE } from '#ui/theme';
import { CODE_PANEL, CodePanel } from '../code-panel';
import { askText } from '../forms/ask-text';
import { HearthPage } from '../hearth-page';
import type { PageProps } from '../page-props';
import { SettingsList } from '../settings/settings-list';
import { transferRows } from './transfer-rows';
import type { TransferActs } from './transfer-rows';

/** How the page is made; the model is the page's own. */
export interface TransferPageProps extends PageProps {
  readonly transfer: TransferModel;
}

/** Pixels. */
const TITLE_Y = 84;
const TEXT_Y = 164;
const TEXT_LINES = 3;
const CODE_Y = 300;
const LIST = { w: 1160, gap: 36 } as const;
const FADE = { y: 980, alpha: 0.9 } as const;
const TINT = '#1c2a3a';
/** Letters of a code with its hyphens and a space too many. */
const CODE_LONGEST = 20;
const WORDS_LONGEST = 100;

/** Moving to another set without an account, and backups on a phone: one list that says where it stands, and the code beside it. */
export class TransferPage extends HearthPage<TransferPageProps> {
  declare private list: SettingsList;
  declare private says: Text;
  declare private code: Text;
  declare private panel: CodePanel;
  declare private acts: TransferActs;
  declare private shown: TransferState['kind'];

  override pageTitle(): string {
    return this.props.app.translator.t('transfer.title');
  }

  override _getFocused(): AnyView {
    return this.list;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.list;
  }

  override _handleBack(press: KeyPress): boolean {
    const { transfer } = this.props;
    if (transfer.state.peek().kind === 'menu') return super._handleBack(press);
    transfer.leave();
    return true;
  }

  protected override build(): void {
    const { transfer, app } = this.props;
    const { t } = app.translator;
    const { color } = this.theme;
    this.shown = 'menu';
    this.acts = this.makeActs();
    this.add(Ambient, {}).show(TINT);
    this.addText({ style: 'title2', content: this.pageTitle() }, SAFE.left, TITLE_Y);
    this.says = this.addText({ style: 'body', color: color.text2, maxWidth: LIST.w, lines: TEXT_LINES }, SAFE.left, TEXT_Y);
    // Codes read from left to right in every language.
    this.code = this.addText({ style: 'title1', maxWidth: LIST.w, direction: 'ltr', boxWidth: LIST.w }, SAFE.left, CODE_Y);
    this.list = this.add(SettingsList, { width: LIST.w, top: CODE_Y }, { x: SAFE.left, y: CODE_Y });
    const fade = new Gradient(this.stage);
    fade.setUp(color.scrim, 0, FADE.alpha, 'down');
    this.put(fade, SAFE.left, FADE.y, LIST.w, CANVAS_HEIGHT - FADE.y);
    this.panel = this.add(CodePanel, { words: t('transfer.scan') }, CODE_PANEL);
    this.own(() => {
      transfer.dispose();
    });
    this.whileAttached((scope) => {
      scope.effect(() => {
        this.follow(transfer.state.value);
      });
    });
  }

  private follow(state: TransferState): void {
    const { app, transfer } = this.props;
    const isOther = state.kind !== this.shown;
    this.shown = state.kind;
    this.ui.mirror.setFact('transfer', state.kind);
    const code = state.kind === 'code' ? state.code : '';
    this.ui.mirror.setFact('move-code', code);
    this.code.content = code;
    this.panel.visible = code !== '';
    if (code !== '') this.panel.show(code);
    const words = this.wordsOf(state);
    this.says.content = words;
    const top = code === '' ? TEXT_Y + this.says.height + LIST.gap : CODE_Y + this.code.height + LIST.gap;
    this.list.y = Math.round(top);
    this.list.setRows(transferRows({ app, transfer, acts: this.acts }, state), isOther);
    if (!isOther || state.kind === 'menu') return;
    // Whoever does not see hears what has become of it; a code letter by letter.
    this.ui.mirror.announce([words, Array.from(code).join(' ')].filter((text) => text !== '').join(' '), 'polite');
    this.ui.focus.refresh();
  }

  private wordsOf(state: TransferState): string {
    const { translator, notices } = this.props.app;
    const { t, format } = translator;
    switch (state.kind) {
      case 'menu':
        return t('transfer.text');
      case 'choosing':
        return state.leftBehind.length === 0 ? t('transfer.choosing') : `${t('transfer.choosing')} ${t('transfer.left-behind', { names: state.leftBehind.join(', ') })}`;
      case 'working':
        return t('transfer.working');
      case 'code':
        return t('transfer.code', { time: format.time(state.expiresAtMs) });
      case 'phone':
        return t(`transfer.phone.${state.goal}`);
      case 'saved':
        return t('transfer.saved');
      case 'locked':
        return t(state.isWrong ? 'error.backup.wrong-words.text' : 'transfer.locked');
      case 'preview': {
        const { from, madeAtMs } = state.preview;
        return t('transfer.preview', { from, day: format.day(madeAtMs, this.ui.clock.nowMs()), time: format.time(madeAtMs) });
      }
      case 'failed': {
        if (state.goal === 'receive' && state.error.code === 'input.invalid') return t('transfer.no-code');
        if (state.goal === 'receive' && state.error.code === 'http.not-found') return t('transfer.nothing-there');
        const { title, text, label } = notices.describe(state.error);
        return `${title}. ${text} ${label}`;
      }
    }
  }

  private makeActs(): TransferActs {
    const { app, transfer } = this.props;
    const { translator } = app;
    const { t } = translator;
    return {
      typeCode: () => {
        askText(this.ui, translator, {
          id: 'move-code', title: t('transfer.receive'), label: t('transfer.code.label'), value: '', longest: CODE_LONGEST, isLeftToRight: true, isPrivate: true,
          onText: (text) => void transfer.receive(text),
        });
      },
      chooseWords: () => this.askWords(t('transfer.words.new'), (words) => this.repeatWords(words)),
      typeWords: () => this.askWords(t('transfer.words.type'), (words) => void transfer.open(words)),
      pair: () => {
        app.phone.isWanted.value = true;
      },
      accept: () => void this.askThen('transfer.accept', 'transfer.accept.question', () => void transfer.accept()),
      undo: () => void this.askThen('transfer.undo', 'transfer.undo.question', () => void transfer.undo()),
      leave: () => transfer.leave(),
    };
  }

  private askWords(title: string, onText: (words: string) => void): void {
    const { translator, notices } = this.props.app;
    const { t } = translator;
    askText(this.ui, translator, {
      id: 'words', title, label: t('transfer.words.label'), value: '', longest: WORDS_LONGEST, isSecret: true, isLeftToRight: true, isPrivate: true,
      onText: (words) => {
        if (words.length >= SHORTEST_WORDS) onText(words);
        else notices.showToast(t('transfer.words.short', { count: SHORTEST_WORDS }));
      },
    });
  }

  private repeatWords(words: string): void {
    const { translator, notices } = this.props.app;
    const { t } = translator;
    this.askWords(t('transfer.words.again'), (again) => {
      if (again === words) void this.props.transfer.save(words);
      else notices.showToast(t('transfer.words.differ'));
    });
  }

  private async askThen(title: string, text: string, go: () => void): Promise<void> {
    const { app } = this.props;
    const { t } = app.translator;
    const answer = await app.notices.ask({ title: t(title), text: t(text), buttons: [{ id: 'go', label: t('transfer.go') }, { id: 'stay', label: t('pin.cancel') }], safeId: 'stay' });
    if (answer === 'go') go();
  }
}
