import { MINUTE_MS, SECOND_MS } from '#core/base';
import type { Disposer, ProfileId } from '#core/base';
import type { CatalogReader } from '#core/catalog';
import { hasLocks } from '#core/parental';
import type { ParentalRules } from '#core/parental';
import { createScope, untracked } from '#core/state';
import type { CatalogModel } from '#model/catalog';
import type { HomeModel } from '#model/home';
import type { ParentalModel } from '#model/parental';
import type { SessionModel } from '#model/session';
import type { SettingsModel } from '#model/settings';
import type { ClockPort, PreviewPort, PreviewSection } from '#ports';
import { makeSections } from './make-sections';

/** What the row is made over. */
export interface HubRowDeps {
  readonly clock: ClockPort;
  readonly preview: PreviewPort;
  readonly session: Pick<SessionModel, 'profile' | 'wayToPicture'>;
  readonly settings: Pick<SettingsModel, 'values'>;
  readonly parental: Pick<ParentalModel, 'rules' | 'isUnlocked'>;
  readonly home: Pick<HomeModel, 'rows'>;
  readonly catalog: Pick<CatalogModel, 'catalog' | 'guide'>;
}

/** After the last change; rows change several times while Home fills. */
const SETTLE_MS = 5 * SECOND_MS;

/** Home fills for a while after a start; sooner, having nothing says nothing, and an empty row would keep the full one away for its pace. */
const FILLING_MS = MINUTE_MS;

/** Keeps the row of the home screen as what the profile that watches may show to everybody. */
class HubRow {
  private readonly deps: HubRowDeps;
  private readonly filledAtMs: number;
  private stopWaiting: Disposer = () => undefined;
  private sentAtMs = -Infinity;
  private sent: string | null = null;
  /** The last one came too early and may have been left out. */
  private isUnsure = false;
  /** Rules were changed: what is shown may be what is locked now. */
  private isUrgent = false;
  /** For whom a PIN has opened something. */
  private openedFor: ProfileId | null = null;
  private rules: ParentalRules | null = null;
  /** The catalogue that does not obey the rules yet; `null`: this one does. */
  private stale: CatalogReader | null = null;

  constructor(deps: HubRowDeps) {
    this.deps = deps;
    this.filledAtMs = deps.clock.monotonicMs() + FILLING_MS;
  }

  /** Something it is made of has changed. */
  note(): void {
    const { session, parental, catalog } = this.deps;
    const rules = parental.rules.peek();
    if (this.rules !== null && rules !== this.rules) {
      this.isUrgent = true;
      this.stale = hasLocks(rules) ? catalog.catalog.peek() : null;
    }
    this.rules = rules;
    if (parental.isUnlocked.peek()) this.openedFor = session.profile.peek()?.id ?? null;
    this.stopWaiting();
    this.wait(SETTLE_MS);
  }

  dispose(): void {
    this.stopWaiting();
  }

  private update(): void {
    const { clock, preview } = this.deps;
    const nowMs = clock.monotonicMs();
    const mayShow = this.mayShow();
    const sections = mayShow === null ? null : mayShow ? this.sections() : [];
    if (sections === null) return;
    if (sections.length === 0 && mayShow === true && nowMs < this.filledAtMs) {
      this.wait(this.filledAtMs - nowMs);
      return;
    }
    const text = JSON.stringify(sections);
    if (text === this.sent && !this.isUnsure) {
      this.isUrgent = false;
      return;
    }
    const waitMs = this.sentAtMs + preview.paceMs - nowMs;
    const takesAway = sections.length === 0 || this.isUrgent;
    if (waitMs <= 0 || (takesAway && text !== this.sent)) {
      preview.show(sections);
      this.sent = text;
      this.isUrgent = false;
      this.isUnsure = waitMs > 0;
      if (waitMs <= 0) this.sentAtMs = nowMs;
    }
    if (waitMs > 0) this.wait(waitMs);
  }

  private wait(forMs: number): void {
    this.stopWaiting = this.deps.clock.after(forMs, () => this.update());
  }

  /** Whether who watches shows anything to everybody; `null`: nobody has been chosen, and the row is that of whoever watched last. */
  private mayShow(): boolean | null {
    const { session, settings } = this.deps;
    const profile = session.profile.peek();
    return profile === null ? null : !profile.isKids && !profile.hasPin && settings.values.peek().isHubRowOn;
  }

  /** What everybody may see now; `null`: it cannot be told, and what is shown stays. */
  private sections(): readonly PreviewSection[] | null {
    const { session, home, catalog, clock } = this.deps;
    if (this.openedFor === session.profile.peek()?.id || this.stale === catalog.catalog.peek()) return null;
    return makeSections({
      rows: home.rows.peek(),
      catalog: catalog.catalog.peek(),
      guide: catalog.guide.peek(),
      nowMs: clock.nowMs(),
      isDirect: (url) => {
        const ways: Array<string | null> = [];
        session.wayToPicture(url, (way) => ways.push(way));
        return /^https?:\/\/[^/@]+\//.test(url) && ways[0] === url;
      },
    });
  }
}

/** Follows what the row is made of; the disposer ends that and leaves the row as it is. */
export function createHubRow(deps: HubRowDeps): Disposer {
  const row = new HubRow(deps);
  const scope = createScope();
  scope.add(() => {
    row.dispose();
  });
  scope.effect(() => {
    const { session, settings, parental, home, catalog } = deps;
    for (const fact of [session.profile, settings.values, parental.rules, parental.isUnlocked, home.rows, catalog.catalog]) void fact.value;
    untracked(() => {
      row.note();
    });
  });
  return () => {
    scope.dispose();
  };
}
