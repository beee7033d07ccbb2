import { computed } from '#core/state';
import type { TourCleanup, TourCount, TourEntry, TourModel } from '#model/tour';
import { Ambient, ButtonRow, ListItem, VirtualList } from '#ui/components';
import type { ButtonSpec, ListItemContent } from '#ui/components';
import { CANVAS_HEIGHT, createView } from '#ui/engine';
import type { AnyView, KeyPress, LeaveReason, Text } from '#ui/engine';
import { SAFE } from '#ui/theme';
import { HearthPage } from '../hearth-page';
import { ListCell } from '../list-cell';
import type { PageProps } from '../page-props';

/** How the page is made. */
export interface TourPageProps extends PageProps {
  /** Its own; ended with the page. */
  readonly tour: TourModel;
}

type Step = 'languages' | 'kinds' | 'cleanups';

const STEPS: readonly Step[] = ['languages', 'kinds', 'cleanups'];
const NEXT = { now: 'later', later: 'never', never: 'now' } as const;

/** Two columns inside the safe area, pixels. */
const X = 208;
const TEXTS = { w: 560, stepY: 132, titleY: 172, hintGap: 20, shownGap: 40, buttonsGap: 44 } as const;
const LIST = { x: 848, y: 132, w: 976 } as const;
const GAP = 12;
/** Channels in one sentence, titles in another. */
const SHOWN_LINES = 4;
const TINT = '#24344a';

/**
 * What the lists of own sources hold, sorted out in up to three steps: languages, kinds, rows nobody watches. OK goes through now, later and
 * never; OK held keeps only that one. Nothing changes before the end; it can be left at any time.
 */
export class TourPage extends HearthPage<TourPageProps> {
  declare private step: Step;
  declare private isOnButtons: boolean;
  declare private counter: Text;
  declare private title: Text;
  declare private hint: Text;
  declare private shown: Text;
  declare private buttons: ButtonRow;
  declare private list: VirtualList<ListCell>;
  declare private rows: readonly ListItemContent[];

  override pageTitle(): string {
    return this.props.app.translator.t('tour.title');
  }

  override leave(reason: LeaveReason): void {
    if (reason === 'closed') this.props.tour.dispose();
  }

  override focusChild(child: AnyView): boolean {
    if (child !== this.list && child !== this.buttons) return false;
    this.isOnButtons = child === this.buttons;
    return true;
  }

  override _getFocused(): AnyView {
    return this.isOnButtons || this.rows.length === 0 ? this.buttons : this.list;
  }

  override _handleLeft(press: KeyPress): boolean {
    if (!this.isOnButtons && !press.isHeld) this.goTo(true);
    return true;
  }

  override _captureKey(press: KeyPress): boolean {
    // The row of buttons ends at its last one; here the list stands beyond it.
    const endKey = this.theme.direction === 'rtl' ? 'left' : 'right';
    if (press.key !== endKey || press.isHeld || !this.isOnButtons || !this.buttons.isAtEnd || this.rows.length === 0) return false;
    this.goTo(false);
    return true;
  }

  override _handleOkLong(_press: KeyPress): boolean {
    const row = this.rows[this.list.index];
    if (this.isOnButtons || row === undefined || this.step === 'cleanups') return true;
    this.props.tour.keepOnly(this.step, row.id);
    return true;
  }

  override _handleBack(press: KeyPress): boolean {
    const before = this.neighbour(-1);
    if (before === null) return super._handleBack(press);
    this.show(before);
    return true;
  }

  protected override build(): void {
    const { app, tour } = this.props;
    const { t, format } = app.translator;
    const { color, rowGain } = this.theme;
    this.step = 'languages';
    this.isOnButtons = false;
    this.rows = [];
    this.add(Ambient, {}).show(TINT);
    this.counter = this.addText({ style: 'caption', color: color.text3, maxWidth: TEXTS.w }, X, TEXTS.stepY);
    this.title = this.addText({ style: 'title1', maxWidth: TEXTS.w, lines: 3 }, X, TEXTS.titleY);
    this.hint = this.addText({ style: 'bodyL', color: color.text2, maxWidth: TEXTS.w, lines: 7 }, X);
    this.shown = this.addText({ style: 'body', maxWidth: TEXTS.w, lines: SHOWN_LINES }, X);
    this.buttons = this.add(ButtonRow, { maxWidth: TEXTS.w }, { x: X });
    const pitch = ListItem.heightOf('card', rowGain) + GAP;
    this.list = this.add(
      VirtualList<ListCell>,
      {
        width: LIST.w,
        pitch,
        visible: Math.floor((CANVAS_HEIGHT - SAFE.bottom - LIST.y + GAP) / pitch),
        name: t('tour.title'),
        createCell: (stage) => createView(stage, ListCell, { width: LIST.w, look: 'card', onPress: () => this.press() }),
        bindCell: (cell, index) => {
          const row = this.rows[index];
          if (row !== undefined) cell.show(row, index, this.rows.length);
        },
      },
      { x: LIST.x, y: LIST.y },
    );
    this.bind(computed(() => [tour.isReady.value, tour.languages.value, tour.kinds.value, tour.cleanups.value, tour.hasHidden.value] as const), ([isReady]) => {
      if (isReady) this.show(this.hasStep(this.step) ? this.step : (this.neighbour(1) ?? 'cleanups'));
      else this.showWords('', t('tour.title'), t('tour.reading'));
    });
    const told = (word: string, { kept, all }: TourCount): string => (all === 0 ? '' : t(word, { kept: format.number(kept, 0), all: format.number(all, 0) }));
    this.bind(computed(() => [told('tour.shown', tour.shown.value), told('tour.shown.titles', tour.shownTitles.value)]), (counts) => {
      this.shown.content = counts.filter((count) => count !== '').join(' ');
    });
  }

  /** Steps that have something to choose. */
  private hasStep(step: Step): boolean {
    const { tour } = this.props;
    return step === 'cleanups' ? tour.cleanups.peek().length > 0 : tour[step].peek().length > 1;
  }

  private neighbour(delta: 1 | -1): Step | null {
    for (let at = STEPS.indexOf(this.step) + delta; at >= 0 && at < STEPS.length; at += delta) {
      const step = STEPS[at];
      if (step !== undefined && this.hasStep(step)) return step;
    }
    return null;
  }

  private show(step: Step): void {
    const { tour, app } = this.props;
    const { t } = app.translator;
    const isOther = step !== this.step;
    this.step = step;
    const steps = STEPS.filter((each) => this.hasStep(each));
    const hasAny = steps.length > 0;
    this.rows = !hasAny ? [] : step === 'cleanups' ? tour.cleanups.peek().map((each) => this.cleanupRow(each)) : tour[step].peek().map((each) => this.entryRow(each));
    const count = steps.length > 1 ? t('tour.step', { step: steps.indexOf(step) + 1, count: steps.length }) : '';
    if (hasAny) this.showWords(count, t(`tour.${step}`), t(`tour.${step}.text`));
    else this.showWords('', t('tour.title'), t('tour.nothing'));
    this.list.setItems({ length: this.rows.length, idAt: (index) => this.rows[index]?.id ?? '', indexOf: (id) => this.rows.findIndex((row) => row.id === id) });
    this.showButtons(hasAny);
    if (isOther) {
      this.isOnButtons = false;
      this.list.focusId(this.rows[0]?.id ?? '');
      this.ui.mirror.announce(`${this.title.content}. ${this.hint.content}`);
    }
    this.ui.mirror.setFact('tour', hasAny ? step : 'nothing');
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private showWords(counter: string, title: string, hint: string): void {
    this.counter.content = counter;
    this.title.content = title;
    this.hint.content = hint;
    const y = TEXTS.titleY + this.title.height + TEXTS.hintGap;
    this.hint.moveTo(X, y);
    this.shown.moveTo(X, y + this.hint.height + TEXTS.shownGap);
    this.buttons.y = Math.round(y + this.hint.height + TEXTS.shownGap + this.shown.lineHeight * SHOWN_LINES + TEXTS.buttonsGap);
  }

  private showButtons(hasAny: boolean): void {
    const { tour, app } = this.props;
    const { t } = app.translator;
    const next = this.neighbour(1);
    const specs: ButtonSpec[] = [];
    if (hasAny && next !== null) specs.push({ id: 'next', label: t('tour.next'), icon: 'right', isIconLast: true, onPress: () => this.show(next) });
    if (hasAny && next === null) specs.push({ id: 'done', label: t('tour.done'), icon: 'check', onPress: () => void this.finish() });
    if (tour.hasHidden.peek()) specs.push({ id: 'restore', label: t('tour.restore'), icon: 'restart', onPress: () => void this.bringBack() });
    specs.push({ id: 'skip', label: t(hasAny ? 'tour.skip' : 'companion.close'), icon: 'x', onPress: () => this.close() });
    this.buttons.setButtons(specs);
  }

  /** What there is of it, in words. */
  private countsOf(groups: number, channels: number, titles: number, waiting = 0): string {
    const { t } = this.props.app.translator;
    const counts: ReadonlyArray<readonly [string, number]> = [['tour.groups', groups], ['tour.channels', channels], ['tour.titles', titles], ['tour.waiting', waiting]];
    return counts.filter(([, count]) => count > 0).map(([word, count]) => t(word, { count })).join(' · ');
  }

  private entryRow({ id, label, groups, channels, titles, waiting, choice }: TourEntry): ListItemContent {
    const { t } = this.props.app.translator;
    return { id, label, text: this.countsOf(groups, channels, titles, waiting), value: t(`tour.${choice}`), icon: choice === 'now' ? 'check' : choice === 'later' ? 'clock' : 'x' };
  }

  private cleanupRow({ id, count, titles, isOn }: TourCleanup): ListItemContent {
    const { t } = this.props.app.translator;
    return { id, label: t(`tour.clean.${id}`), text: this.countsOf(0, count, titles), role: 'switch', isOn, state: t(isOn ? 'settings.on' : 'settings.off') };
  }

  private press(): void {
    const { tour } = this.props;
    const row = this.rows[this.list.index];
    if (row === undefined) return;
    if (this.step === 'cleanups') {
      tour.toggleCleanup(row.id as TourCleanup['id']);
      return;
    }
    const entry = tour[this.step].peek().find(({ id }) => id === row.id);
    if (entry !== undefined) tour.choose(this.step, row.id, NEXT[entry.choice]);
  }

  private async finish(): Promise<void> {
    const { app, tour } = this.props;
    await tour.apply();
    app.notices.showToast(app.translator.t('tour.applied'));
    this.close();
  }

  private async bringBack(): Promise<void> {
    const { app, tour } = this.props;
    await tour.restore();
    app.notices.showToast(app.translator.t('tour.restored'));
    this.close();
  }

  private close(): void {
    const { app, entry } = this.props;
    if (app.navigation.current.peek().id === entry.id) app.navigation.back(true);
  }

  private goTo(isOnButtons: boolean): void {
    this.isOnButtons = isOnButtons;
    this.ui.focus.refresh();
    this.ui.focus.check();
  }
}
