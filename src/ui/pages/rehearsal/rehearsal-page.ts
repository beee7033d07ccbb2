import type { CheckId, CheckResult, Rehearsal } from '#model/rehearsal';
import { Ambient } from '#ui/components';
import { CANVAS_HEIGHT, Gradient } from '#ui/engine';
import type { AnyView, IconName, LeaveReason } from '#ui/engine';
import { SAFE } from '#ui/theme';
import { CODE_PANEL, CodePanel } from '../code-panel';
import { HearthPage } from '../hearth-page';
import type { PageProps } from '../page-props';
import { SettingsList } from '../settings/settings-list';
import type { SettingsRow } from '../settings/settings-rows';

/** How the page is made. */
export interface RehearsalPageProps extends PageProps {
  readonly rehearsal: Rehearsal;
}

/** Pixels. */
const TITLE_Y = 84;
const LIST = { y: 180, w: 1160 } as const;
const FADE = { y: 980, alpha: 0.9 } as const;
const TINT = '#1c2a3a';
const ICONS: Readonly<Record<CheckResult, IconName>> = { open: 'clock', passed: 'check', failed: 'x' };

/** The steps the stores take, to be walked on the set itself, with what came of each and the report as a code. */
export class RehearsalPage extends HearthPage<RehearsalPageProps> {
  declare private list: SettingsList;
  declare private code: CodePanel;

  override pageTitle(): string {
    return this.props.app.translator.t('rehearsal.title');
  }

  override enter(): void {
    const row = this.props.entry.recall('row');
    if (row !== null) this.list.focusId(row.id);
  }

  override leave(_reason: LeaveReason): void {
    this.props.entry.remember('row', { id: this.list.focusedId, index: 0, offset: 0 });
  }

  override _getFocused(): AnyView {
    return this.list;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.list;
  }

  protected override build(): void {
    const { app, rehearsal } = this.props;
    const { t } = app.translator;
    const { color } = this.theme;
    this.add(Ambient, {}).show(TINT);
    this.addText({ style: 'title2', content: this.pageTitle() }, SAFE.left, TITLE_Y);
    this.list = this.add(SettingsList, { width: LIST.w, top: LIST.y }, { x: SAFE.left, y: LIST.y });
    const fade = new Gradient(this.stage);
    fade.setUp(color.scrim, 0, FADE.alpha, 'down');
    this.put(fade, SAFE.left, FADE.y, LIST.w, CANVAS_HEIGHT - FADE.y);
    this.code = this.add(CodePanel, { words: t('rehearsal.scan') }, CODE_PANEL);
    this.list.setRows(this.rows(rehearsal.results.peek()), true);
    this.bind(rehearsal.results, (results) => {
      this.list.setRows(this.rows(results), false);
      this.code.show(rehearsal.report());
    });
  }

  private rows(results: Readonly<Record<CheckId, CheckResult>>): readonly SettingsRow[] {
    const { rehearsal, app } = this.props;
    const { t } = app.translator;
    const steps = rehearsal.checks.map((id): SettingsRow => ({
      kind: 'item',
      id,
      content: { id, label: t(`rehearsal.${id}`), text: t(`rehearsal.${id}.how`), value: t(`rehearsal.${results[id]}`), icon: ICONS[results[id]] },
      press: () => void this.ask(id),
    }));
    const clear: SettingsRow = { kind: 'item', id: 'clear', content: { id: 'clear', label: t('rehearsal.clear'), icon: 'restart' }, press: () => rehearsal.clear() };
    return [...steps, clear];
  }

  /** What is to be done, in full, and what came of it. */
  private async ask(id: CheckId): Promise<void> {
    const { app, rehearsal } = this.props;
    const { t } = app.translator;
    // Whoever opens a step with the pointer has tried it.
    if (id === 'pointer' && this.ui.pointer.isVisible.peek()) rehearsal.mark(id, 'passed');
    const answer = await app.notices.ask({
      title: t(`rehearsal.${id}`),
      text: t(`rehearsal.${id}.how`),
      buttons: [{ id: 'passed', label: t('rehearsal.passed') }, { id: 'failed', label: t('rehearsal.failed') }, { id: 'later', label: t('rehearsal.later') }],
      safeId: 'later',
    });
    if (answer === 'passed' || answer === 'failed') rehearsal.mark(id, answer);
  }
}
