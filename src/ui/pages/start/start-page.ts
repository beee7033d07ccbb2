import type { AppError } from '#core/base';
import type { SessionPhase } from '#model/session';
import { BrandMark, ButtonRow, Spinner } from '#ui/components';
import type { ButtonSpec } from '#ui/components';
import type { AnyView, Text } from '#ui/engine';
import { CANVAS_HEIGHT, CANVAS_WIDTH } from '#ui/engine';
import { HearthPage } from '../hearth-page';
import { putGround } from '../put-ground';

const MARK = 120;
const BLOCKED_MARK = 52;
const BLOCKED_TOP = 250;
const BLOCKED_WIDTH = 1000;
const GAP = 24;
const BEFORE_BUTTONS = 48;
const SPINNER = 48;
const SPINNER_TOP = 700;
/** A start shorter than this shows the mark alone. */
const SPINNER_AFTER_MS = 1000;

/** The splash while the app finds out where it is; and why it cannot go on, with what can be done. */
export class StartPage extends HearthPage {
  declare private splash: BrandMark;
  declare private brand: BrandMark;
  declare private spinner: Spinner;
  declare private title: Text;
  declare private body: Text;
  declare private small: Text;
  declare private buttons: ButtonRow;

  override pageTitle(): string {
    return this.props.app.translator.t('start.name');
  }

  override _getFocused(): AnyView {
    return this.buttons.isEmpty ? this : this.buttons;
  }

  protected override build(): void {
    putGround(this);
    const { color } = this.theme;
    const x = (CANVAS_WIDTH - BLOCKED_WIDTH) / 2;
    this.splash = this.add(BrandMark, { size: MARK });
    this.splash.x = Math.round((CANVAS_WIDTH - this.splash.w) / 2);
    this.splash.y = (CANVAS_HEIGHT - MARK) / 2;
    this.brand = this.add(BrandMark, { size: BLOCKED_MARK });
    this.brand.x = Math.round((CANVAS_WIDTH - this.brand.w) / 2);
    this.brand.y = BLOCKED_TOP;
    this.spinner = this.add(Spinner, { size: SPINNER }, { x: (CANVAS_WIDTH - SPINNER) / 2, y: SPINNER_TOP });
    this.spinner.visible = false;
    this.title = this.addText({ style: 'title1', align: 'center', maxWidth: BLOCKED_WIDTH, lines: 2 }, x, 0);
    this.body = this.addText({ style: 'bodyL', align: 'center', maxWidth: BLOCKED_WIDTH, lines: 4, color: color.text2 }, x, 0);
    this.small = this.addText({ style: 'caption', align: 'center', boxWidth: BLOCKED_WIDTH, color: color.text3, direction: 'ltr' }, x, 0);
    this.buttons = this.add(ButtonRow, { maxWidth: BLOCKED_WIDTH, align: 'center' }, { x });
    this.bind(this.props.app.session.phase, (phase) => {
      this.follow(phase);
    });
    this.whileAttached((scope) => {
      scope.add(
        this.ui.clock.after(SPINNER_AFTER_MS, () => {
          this.spinner.visible = this.splash.visible;
        }),
      );
    });
  }

  private follow(phase: SessionPhase): void {
    const isBlocked = phase.kind === 'blocked';
    this.splash.visible = !isBlocked;
    this.brand.visible = isBlocked;
    if (isBlocked) this.spinner.visible = false;
    this.title.visible = isBlocked;
    this.body.visible = isBlocked;
    this.small.visible = isBlocked;
    if (isBlocked) this.showBlocked(phase.error);
    else this.buttons.setButtons([]);
  }

  private showBlocked(error: AppError): void {
    const words = this.props.app.notices.describe(error);
    const x = (CANVAS_WIDTH - BLOCKED_WIDTH) / 2;
    let y = BLOCKED_TOP + BLOCKED_MARK + BEFORE_BUTTONS;
    for (const [text, content] of [[this.title, words.title], [this.body, words.text], [this.small, words.label]] as const) {
      text.content = content;
      text.moveTo(x, y);
      y += text.height + GAP;
    }
    this.buttons.setButtons(this.waysOn());
    this.buttons.y = Math.round(y + BEFORE_BUTTONS - GAP);
    this.ui.mirror.announce(`${words.title}. ${words.text}`, 'assertive');
  }

  private waysOn(): readonly ButtonSpec[] {
    const { session, navigation, translator } = this.props.app;
    const { t } = translator;
    const ways: ButtonSpec[] = [{ id: 'try-again', label: t('banner.try-again'), icon: 'restart', onPress: () => session.retry() }];
    if (session.platformName.peek() !== '') {
      ways.push({ id: 'sign-out', label: t('profiles.sign-out'), icon: 'user', onPress: () => void session.signOut() });
    }
    ways.push({ id: 'add-source', label: t('signin.own-button'), icon: 'source', onPress: () => navigation.open({ name: 'add-source' }) });
    return ways;
  }
}
