import { diagnosticsReport } from '#model/diagnostics';
import type { DiagnosticFact, DiagnosticsReport } from '#model/diagnostics';
import { Ambient, ButtonRow, QrCode } from '#ui/components';
import { Box } from '#ui/engine';
import type { AnyView } from '#ui/engine';
import { RADIUS, SAFE } from '#ui/theme';
import { HearthPage } from '../hearth-page';

/** Pixels; the code stands where the one of checkout does. */
const X = SAFE.left;
const TITLE_Y = 84;
const FACTS = { y: 190, pitch: 54, labelW: 300, valueX: X + 320, valueW: 780 } as const;
const PANEL = { x: 1304, y: 84, w: 520, h: 720, pad: 48, code: 424 } as const;
const BUTTONS_Y = 940;
const TINT = '#1c2a3a';

/** What this set is and how its sources do, to read and as a code for the phone of who helps. */
export class DiagnosticsPage extends HearthPage {
  declare private buttons: ButtonRow;
  /** What it was when the page was opened. */
  declare private report: DiagnosticsReport;

  override pageTitle(): string {
    const { t } = this.props.app.translator;
    const bad = this.report.facts.filter((fact) => fact.isBad === true);
    return [t('diagnostics.title'), ...bad.map((fact) => `${this.labelOf(fact)}: ${fact.value}`)].join('. ');
  }

  override _getFocused(): AnyView {
    return this.buttons;
  }

  protected override build(): void {
    const { app } = this.props;
    const { t } = app.translator;
    const { color, borderWidth } = this.theme;
    this.report = this.read();
    const { facts, text } = this.report;
    this.add(Ambient, {}).show(TINT);
    this.addText({ style: 'title2', content: t('diagnostics.title') }, X, TITLE_Y);
    facts.forEach((fact, index) => {
      const y = FACTS.y + index * FACTS.pitch;
      this.addText({ style: 'body', content: this.labelOf(fact), color: color.text3, maxWidth: FACTS.labelW }, X, y);
      this.addText({ style: 'body', content: fact.value, color: fact.isBad === true ? color.warning : color.text, maxWidth: FACTS.valueW }, FACTS.valueX, y);
    });
    const panel = this.put(new Box(this.stage), PANEL.x, PANEL.y);
    panel.setUp({ radius: RADIUS.panel, color: color.panel, border: borderWidth, borderColor: color.line });
    panel.setSize(PANEL.w, PANEL.h);
    this.add(QrCode, { size: PANEL.code }, { x: PANEL.x + PANEL.pad, y: PANEL.y + PANEL.pad }).show(text);
    this.addText({ style: 'body', content: t('diagnostics.scan'), color: color.text2, maxWidth: PANEL.code, lines: 5 }, PANEL.x + PANEL.pad, PANEL.y + PANEL.pad + PANEL.code + 32);
    this.buttons = this.add(ButtonRow, { maxWidth: FACTS.valueW }, { x: X, y: BUTTONS_Y });
    this.buttons.setButtons([{ id: 'close', label: t('settings.close'), onPress: () => void app.navigation.back(true) }]);
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
      sources: app.session.sources.peek().map((source) => ({ kind: source.kind, isPrivate: source.isPrivate === true, error: source.error, report: reports.get(source.id) ?? null })),
    });
  }
}
