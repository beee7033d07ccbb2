import { computed } from '#core/state';
import type { TourCleanup, TourCount, TourEntry, TourModel } from '#model/tour';
import { Ambient, ButtonRow, ListItem, VirtualList } from '#ui/components';
import type { ButtonSpec, ListItemContent } from '#ui/components';
import { CANVAS_HEIGHT, createView, Gradient } from '#ui/engine';
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
/** What has the focus: the list, the buttons beside it, or the one below those that brings all back. */
type Area = 'list' | 'buttons' | 'restore';

const STEPS: readonly Step[] = ['languages', 'kinds', 'cleanups'];
const NEXT = { now: 'later', later: 'never', never: 'now' } as const;

/** Two columns inside the safe area, pixels. */
const X = 208;
const TEXTS = { w: 560, shownW: 608, stepY: 132, titleY: 172, hintGap: 20, shownGap: 40, buttonsGap: 44 } as const;
const LIST = { x: 848, y: 132, w: 976 } as const;
const GAP = 12;
/** As wide as the counts: past the other texts, and away from the list. */
const BUTTONS = { w: TEXTS.shownW, gap: 20 } as const;
/** Rows below those in view show that there are more, as pale as on other pages with lists. */
const FADE = { y: 980, alpha: 0.9 } as const;
/** Sentences on channels and on titles, each of its own. */
const SHOWN_LINES = 3;
const TINT = '#24344a';

/**
 * What the lists of own sources hold, sorted out in up to three steps: languages, kinds, rows nobody watches. OK goes through now, later and
 * never; OK held keeps only that one. Nothing changes before the end; it can be left at any time.
 */
export class TourPage extends HearthPage<TourPageProps> {
  declare private step: Step;
  declare private area: Area;
  declare private counter: Text;
  declare private title: Text;
  declare private hint: Text;
  declare private shown: Text;
  declare private shownTitles: Text;
  declare private buttons: ButtonRow;
  declare private below: ButtonRow;
  declare private list: VirtualList<ListCell>;
  /** Where the last whole row of the list ends, pixels. */
  declare private listEnd: number;
  declare private fade: Gradient;
  /** Rows of the list that are seen whole. */
  declare private wholeRows: number;
  declare private rows: readonly ListItemContent[];
  /** The row each step was left at. */
  declare private left: Partial<Record<Step, string>>;

  override pageTitle(): string {
    return this.props.app.translator.t('tour.title');
  }

  override leave(reason: LeaveReason): void {
    if (reason === 'closed') this.props.tour.dispose();
  }

  override focusChild(child: AnyView): boolean {
    if (child !== this.list && child !== this.buttons && child !== this.below) return false;
    this.area = child === this.list ? 'list' : child === this.buttons ? 'buttons' : 'restore';
    return true;
  }

  override _getFocused(): AnyView {
    if (this.area === 'restore' && !this.below.isEmpty) return this.below;
    return this.area !== 'list' || this.rows.length === 0 ? this.buttons : this.list;
  }

  override _handleLeft(press: KeyPress): boolean {
    if (this.area !== 'list' || press.isHeld) return true;
    // What leads on is nearest, whichever was passed on the way to the list.
    this.buttons.focusButton(this.neighbour(1) === null ? 'done' : 'next');
    this.goTo('buttons');
    return true;
  }

  override _handleUp(_press: KeyPress): boolean {
    if (this.area === 'restore') this.goTo('buttons');
    return true;
  }

  override _handleDown(_press: KeyPress): boolean {
    if (this.area === 'buttons' && !this.below.isEmpty) this.goTo('restore');
    return true;
  }

  override _captureKey(press: KeyPress): boolean {
    // The row of buttons ends at its last one; here the list stands beyond it.
    const endKey = this.theme.direction === 'rtl' ? 'left' : 'right';
    if (press.key !== endKey || press.isHeld || this.area === 'list' || this.rows.length === 0) return false;
    if (this.area === 'buttons' && !this.buttons.isAtEnd) return false;
    this.goTo('list');
    return true;
  }

  override _handleOkLong(_press: KeyPress): boolean {
    const row = this.rows[this.list.index];
    if (this.area !== 'list' || row === undefined || this.step === 'cleanups') return true;
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
    const { t } = this.props.app.translator;
    const { color, rowGain } = this.theme;
    this.step = 'languages';
    this.area = 'list';
    this.rows = [];
    this.left = {};
    this.add(Ambient, {}).show(TINT);
    this.counter = this.addText({ style: 'caption', color: color.text3, maxWidth: TEXTS.w }, X, TEXTS.stepY);
    this.title = this.addText({ style: 'title1', maxWidth: TEXTS.w, lines: 3 }, X, TEXTS.titleY);
    this.hint = this.addText({ style: 'bodyL', color: color.text2, maxWidth: TEXTS.w, lines: 7 }, X);
    this.shown = this.addText({ style: 'body', maxWidth: TEXTS.shownW, lines: SHOWN_LINES }, X);
    this.shownTitles = this.addText({ style: 'body', maxWidth: TEXTS.shownW, lines: SHOWN_LINES }, X);
    this.buttons = this.add(ButtonRow, { maxWidth: BUTTONS.w, gap: BUTTONS.gap }, { x: X });
    this.below = this.add(ButtonRow, { maxWidth: BUTTONS.w }, { x: X });
    const pitch = ListItem.heightOf('card', rowGain) + GAP;
    this.wholeRows = Math.floor((CANVAS_HEIGHT - SAFE.bottom - LIST.y + GAP) / pitch);
    this.listEnd = LIST.y + this.wholeRows * pitch - GAP;
    this.list = this.add(
      VirtualList<ListCell>,
      {
        width: LIST.w,
        pitch,
        visible: this.wholeRows,
        peek: Math.ceil((CANVAS_HEIGHT - LIST.y) / pitch) - this.wholeRows,
        name: t('tour.title'),
        createCell: (stage) => createView(stage, ListCell, { width: LIST.w, look: 'card', onPress: () => this.press() }),
        bindCell: (cell, index) => {
          const row = this.rows[index];
          if (row !== undefined) cell.show(row, index, this.rows.length);
        },
      },
      { x: LIST.x, y: LIST.y },
    );
    this.fade = new Gradient(this.stage);
    this.fade.setUp(color.scrim, 0, FADE.alpha, 'down');
    this.put(this.fade, LIST.x, FADE.y, LIST.w, CANVAS_HEIGHT - FADE.y);
    this.follow();
  }

  private follow(): void {
    const { app, tour } = this.props;
    const { t, format } = app.translator;
    this.bind(computed(() => [tour.isReady.value, tour.languages.value, tour.kinds.value, tour.cleanups.value, tour.hasHidden.value] as const), ([isReady]) => {
      if (isReady) this.show(this.hasStep(this.step) ? this.step : (this.neighbour(1) ?? 'cleanups'));
      else this.showWords('', t('tour.title'), t('tour.reading'));
    });
    const told = (word: string, { kept, all }: TourCount): string => (all === 0 ? '' : t(word, { kept: format.number(kept, 0), all: format.number(all, 0) }));
    this.bind(computed(() => [told('tour.shown', tour.shown.value), told('tour.shown.titles', tour.shownTitles.value)] as const), ([channels, titles]) => {
      this.shown.content = channels;
      this.shownTitles.content = titles;
      if (this.rows.length > 0) this.showButtons(true);
      else this.place();
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
    const row = this.rows[this.list.index];
    if (isOther && row !== undefined) this.left[this.step] = row.id;
    this.step = step;
    const steps = STEPS.filter((each) => this.hasStep(each));
    const hasAny = steps.length > 0;
    this.rows = !hasAny ? [] : step === 'cleanups' ? tour.cleanups.peek().map((each) => this.cleanupRow(each)) : tour[step].peek().map((each) => this.entryRow(each));
    const count = steps.length > 1 ? t('tour.step', { step: steps.indexOf(step) + 1, count: steps.length }) : '';
    if (hasAny) this.showWords(count, t(`tour.${step}`), t(`tour.${step}.text`));
    else this.showWords('', t('tour.title'), t('tour.nothing'));
    this.list.setItems({ length: this.rows.length, idAt: (index) => this.rows[index]?.id ?? '', indexOf: (id) => this.rows.findIndex((row) => row.id === id) });
    this.fade.visible = this.rows.length > this.wholeRows;
    this.showButtons(hasAny);
    if (isOther) {
      this.area = 'list';
      this.list.focusId(this.left[step] ?? this.rows[0]?.id ?? '');
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
    this.place();
  }

  /** Words below each other; the buttons end where the list does, so that they stay where they are from step to step. */
  private place(): void {
    let y = TEXTS.titleY + this.title.height + TEXTS.hintGap;
    this.hint.moveTo(X, y);
    y += this.hint.height + TEXTS.shownGap;
    this.shown.moveTo(X, y);
    y += this.shown.height;
    this.shownTitles.moveTo(X, y);
    y += this.shownTitles.height + TEXTS.buttonsGap;
    const pitch = this.buttons.h + BUTTONS.gap;
    const end = this.listEnd - this.buttons.h - (this.below.isEmpty ? 0 : pitch);
    // Where there is nothing to choose there is no list to end with.
    this.buttons.y = Math.round(this.rows.length === 0 ? y : Math.max(y, end));
    this.below.y = this.buttons.y + pitch;
  }

  private showButtons(hasAny: boolean): void {
    const { tour, app } = this.props;
    const { t } = app.translator;
    const next = this.neighbour(1);
    const specs: ButtonSpec[] = [];
    // Whoever only listens hears there what the choices come to.
    const spoken = (label: string): string => [`${label}.`, this.shown.content, this.shownTitles.content].filter((part) => part !== '').join(' ');
    if (hasAny && next !== null) specs.push({ id: 'next', label: t('tour.next'), spoken: spoken(t('tour.next')), icon: 'right', isIconLast: true, onPress: () => this.show(next) });
    if (hasAny && next === null) specs.push({ id: 'done', label: t('tour.done'), spoken: spoken(t('tour.done')), icon: 'check', onPress: () => void this.finish() });
    specs.push({ id: 'skip', label: t(hasAny ? 'tour.skip' : 'companion.close'), icon: 'x', onPress: () => this.close() });
    this.buttons.setButtons(specs);
    this.below.setButtons(tour.hasHidden.peek() ? [{ id: 'restore', label: t('tour.restore'), icon: 'restart', onPress: () => void this.bringBack() }] : []);
    this.place();
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

  private goTo(area: Area): void {
    this.area = area;
    this.ui.focus.refresh();
    this.ui.focus.check();
  }
}
