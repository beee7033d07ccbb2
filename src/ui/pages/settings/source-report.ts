import type { AppModel } from '#model/app';
import { skippedCount } from '#model/catalog';
import type { RefreshReport } from '#model/catalog';

/** Reasons that have words of their own; all others are "not readable". */
const WORDED: readonly string[] = ['free-text', 'no-address', 'unreadable-address', 'too-long', 'unknown-directive', 'duplicate'];
/** Lines named one by one; more do not fit a question's box. */
const MOST_LINES = 8;

type Texts = Pick<AppModel, 'translator'>;

/** "2,059 channels · 3 lines skipped": what stands under a source's name. */
export function reportLine({ translator }: Texts, report: RefreshReport): string {
  const { t } = translator;
  const { channels, movies, series } = report.counts;
  const skipped = skippedCount(report);
  return [
    channels > 0 ? t('live.category-count', { count: channels }) : '',
    movies > 0 ? t('library.films', { count: movies }) : '',
    series > 0 ? t('library.series', { count: series }) : '',
    skipped > 0 ? t('settings.report.skipped', { count: skipped }) : '',
    report.isCut ? t('settings.report.cut') : '',
  ].filter((part) => part !== '').join(' · ');
}

/** What was left out and why, for the question that opens on a source; a list without faults says so. */
export function reportText({ translator }: Texts, report: RefreshReport): string {
  const { t } = translator;
  const counts = new Map<string, number>();
  for (const reason of Object.keys(report.skipped)) {
    const word = WORDED.indexOf(reason) < 0 ? 'unreadable' : reason;
    counts.set(word, (counts.get(word) ?? 0) + (report.skipped[reason] ?? 0));
  }
  const reasons = Array.from(counts).filter(([, count]) => count > 0).map(([reason, count]) => t(`settings.report.${reason}`, { count }));
  const lines = report.notes.map((note) => note.line).filter((line) => line > 0);
  const named = lines.slice(0, MOST_LINES).join(', ') + (lines.length > MOST_LINES ? ' …' : '');
  return [
    reasons.length === 0 ? t('settings.report.clean') : `${reasons.join(' · ')}.`,
    named === '' ? '' : t('settings.report.lines', { lines: named }),
  ].filter((part) => part !== '').join(' ');
}
