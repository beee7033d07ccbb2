import { AppError } from '#core/base';
import { diagnosticsReport } from '#model/diagnostics';
import type { DiagnosticFact, DiagnosticsReport, Failure, FailureLog } from '#model/diagnostics';
import { Ambient, ButtonRow } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView } from '#ui/engine';
import { SAFE } from '#ui/theme';
import { CODE_PANEL, CodePanel } from '../code-panel';
import { HearthPage } from '../hearth-page';
import type { PageProps } from '../page-props';
import { openSupport } from './support-panel';

/** How the page is made. */
export interface DiagnosticsPageProps extends PageProps {
  /** `null` where its code could not be loaded. */
  readonly failures: FailureLog | null;
}

/** A line of the page. */
interface Line {
  readonly label: string;
  readonly value: string;
  readonly isBad: boolean;
}

/** Pixels. */
const X = SAFE.left;
const TITLE_Y = 84;
const FACTS = { y: 190, pitch: 54, labelW: 300, valueX: X + 320, valueW: 780 } as const;
const BUTTONS_Y = 940;
const TINT = '#1c2a3a';
/** Lines between the title and the buttons. */
const MOST_LINES = 13;

/** What this set is, how its sources do and what failed of late, to read and as a code for the phone of who helps. */
export class DiagnosticsPage extends HearthPage<DiagnosticsPageProps> {
  declare private buttons: ButtonRow;
  declare private lines: View;
  declare private code: CodePanel;
  /** What is shown now. */
  declare private report: DiagnosticsReport;
  declare private isAtFailures: boolean;

  override pageTitle(): string {
    const { t } = this.props.app.translator;
    const bad = this.report.facts.filter((fact) => fact.isBad === true);
    return [t('diagnostics.title'), ...bad.map((fact) => `${this.labelOf(fact)}: ${fact.value}`)].join('. ');
  }

  override _getFocused(): AnyView {
    return this.buttons;
  }

  override focusChild(child: AnyView): boolean {
    return child === this.buttons;
  }

  protected override build(): void {
    const { app } = this.props;
    const { t } = app.translator;
    this.isAtFailures = false;
    this.add(Ambient, {}).show(TINT);
    this.addText({ style: 'title2', content: t('diagnostics.title') }, X, TITLE_Y);
    this.lines = this.add(Lines, {});
    this.code = this.add(CodePanel, { words: t('diagnostics.scan') }, CODE_PANEL);
    this.buttons = this.add(ButtonRow, { maxWidth: CODE_PANEL.x - X }, { x: X, y: BUTTONS_Y });
    this.show();
  }

  private show(): void {
    const { t } = this.props.app.translator;
    this.report = this.read();
    this.code.show(this.report.text);
    this.lines.childList.clear();
    const shown = this.isAtFailures ? this.failureLines() : this.report.facts.map((fact) => ({ label: this.labelOf(fact), value: fact.value, isBad: fact.isBad === true }));
    shown.slice(0, MOST_LINES).forEach((line, index) => {
      this.addLine(line, FACTS.y + index * FACTS.pitch);
    });
    const count = this.failures.length;
    const close = { id: 'close', label: t('settings.close'), onPress: () => void this.props.app.navigation.back(true) };
    const other = this.isAtFailures ? { id: 'facts', label: t('diagnostics.facts'), onPress: () => this.turn(false) } : { id: 'failures', label: t('diagnostics.failures', { count }), onPress: () => this.turn(true) };
    const hasHelp = this.props.app.session.sources.peek().some(({ kind }) => kind === 'platform');
    const help = { id: 'help', label: t('support.help'), icon: 'phone' as const, onPress: () => void this.callForHelp() };
    const clear = { id: 'clear', label: t('diagnostics.clear'), onPress: () => this.clear() };
    this.buttons.setButtons([close, ...(count > 0 || this.isAtFailures ? [other] : []), ...(this.isAtFailures && count > 0 ? [clear] : []), ...(hasHelp ? [help] : [])]);
  }

  private async callForHelp(): Promise<void> {
    const { app } = this.props;
    try {
      openSupport(this.ui, app, await app.openSupport(this.report.text));
    } catch (error) {
      app.notices.showFailure(error);
    }
  }

  private turn(isAtFailures: boolean): void {
    this.isAtFailures = isAtFailures;
    this.show();
    this.buttons.focusButton(isAtFailures ? 'facts' : 'failures');
    const lines = isAtFailures ? this.failureLines() : [];
    this.ui.mirror.announce(lines.map(({ label, value }) => `${label}: ${value}`).join('. '));
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private clear(): void {
    void this.props.failures?.clear();
    this.turn(false);
    this.buttons.focusButton('close');
  }

  private addLine({ label, value, isBad }: Line, y: number): void {
    const { color } = this.theme;
    this.lines.addText({ style: 'body', content: label, color: color.text3, maxWidth: FACTS.labelW }, X, y);
    this.lines.addText({ style: 'body', content: value, color: isBad ? color.warning : color.text, maxWidth: FACTS.valueW }, FACTS.valueX, y);
  }

  private get failures(): readonly Failure[] {
    return this.props.failures?.failures.peek() ?? [];
  }

  /** `Today 20:41` beside `HRT-2104 · 3× · Live TV · This channel does not answer`. */
  private failureLines(): readonly Line[] {
    const { translator, notices, time } = this.props.app;
    const { t, format } = translator;
    const nowMs = time.nowMs();
    return this.failures.map(({ code, part, atMs, count }) => {
      const { title, label } = notices.describe(new AppError(code));
      const where = t(part === 'live' ? 'nav.live' : part === 'film' ? 'diagnostics.film' : 'diagnostics.source');
      const value = [label, count > 1 ? `${format.number(count)}×` : '', where, title].filter((each) => each !== '').join(' · ');
      return { label: `${format.day(atMs, nowMs)} ${format.time(atMs)}`, value, isBad: false };
    });
  }

  private labelOf(fact: DiagnosticFact): string {
    const { t } = this.props.app.translator;
    const label = t(`diagnostics.${fact.id}`);
    return fact.number === undefined ? label : `${label} ${String(fact.number)}`;
  }

  private read(): DiagnosticsReport {
    const { app } = this.props;
    const reports = app.catalog.reports.peek();
    return diagnosticsReport({
      version: app.version, capabilities: app.capabilities, language: app.translator.locale.peek(), isOnline: app.notices.banner.peek()?.kind !== 'offline', loadedAtMs: app.catalog.loadedAtMs.peek(), nowMs: app.time.nowMs(),
      failures: this.failures,
      sources: app.session.sources.peek().map((source) => ({ kind: source.kind, isPrivate: source.isPrivate === true, error: source.error, report: reports.get(source.id) ?? null })),
    });
  }
}

/** Holds the lines that are shown now. */
class Lines extends View {
  protected override build(): void {
    this.w = FACTS.valueX + FACTS.valueW;
    this.h = FACTS.pitch * MOST_LINES;
  }
}
