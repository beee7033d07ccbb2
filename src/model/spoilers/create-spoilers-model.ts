import type { ItemKey } from '#core/base';
import type { EpisodeRecord, GuideReader } from '#core/catalog';
import { splitGuideKey } from '#core/guide';
import { competitorsOf, isSport, keepScores, NO_PROTECTION, NOTHING_ASKED, programmeId, readAsked, readProtection, titleMark, veilEpisode, withShown, withWatched, writeAsked, writeProtection } from '#core/spoilers';
import type { Asked, Protection, ScoreRules, SportFacts } from '#core/spoilers';
import { batch, createScope, signal } from '#core/state';
import type { Translator } from '#model/i18n';
import type { ClockPort } from '#ports';
import type { StoredCell } from '#sources/storage';
import type { MatchChannel, MatchFacts, SpoilersModel } from './spoilers-model';

/** What the protection needs. */
export interface SpoilersDeps {
  readonly clock: Pick<ClockPort, 'nowMs'>;
  readonly translator: Translator;
  cellOf(profileId: string): StoredCell;
  /** From now on the guide is read through this; `null`: as it is. */
  veilGuide(veil: ((guide: GuideReader) => GuideReader) | null): void;
}

/** What a channel is marked by: its guide without a shift of time, so that its versions go with it, else itself. */
function markName({ key, guideKey }: MatchChannel): string {
  return guideKey === '' ? key : splitGuideKey(guideKey).key;
}

class Spoilers implements SpoilersModel {
  readonly protection = signal(NO_PROTECTION);
  private readonly asked = signal<Asked>(NOTHING_ASKED);
  private readonly deps: SpoilersDeps;
  private readonly scope = createScope();
  private cell: StoredCell | null = null;
  private revision = 0;

  constructor(deps: SpoilersDeps) {
    this.deps = deps;
    this.scope.effect(() => {
      void deps.translator.locale.value;
      this.veil();
    });
  }

  async change(change: Partial<Protection>): Promise<void> {
    if (this.cell === null) return;
    this.protection.value = { ...this.protection.peek(), ...change };
    this.veil();
    await this.keep();
  }

  episode(record: EpisodeRecord, isSeen: boolean): EpisodeRecord {
    if (!this.isVeiled(record.key, isSeen)) return record;
    return veilEpisode(record, this.protection.value.episodes, this.deps.translator.t('spoilers.episode-hidden'));
  }

  isVeiled(key: ItemKey, isSeen: boolean): boolean {
    return !isSeen && this.protection.value.episodes !== 'off' && !this.asked.value.shown.has(key);
  }

  guards(channel: MatchChannel, programme: MatchFacts | null): boolean {
    const protection = this.protection.value;
    if (!protection.isScoreSafe || !isSport(protection, markName(channel), programme)) return false;
    return programme === null || !this.asked.value.shown.has(programmeId(channel.guideKey, programme.startMs));
  }

  noteWatched({ title, startMs }: MatchFacts): void {
    const before = this.asked.peek();
    const asked = withWatched(before, { startMs, competitors: competitorsOf(title) });
    if (asked === before) return;
    this.ask(asked);
    this.veil();
  }

  showEpisode(key: ItemKey): void {
    this.ask(withShown(this.asked.peek(), key));
  }

  showProgramme(channel: MatchChannel, startMs: number): void {
    this.ask(withShown(this.asked.peek(), programmeId(channel.guideKey, startMs)));
    this.veil();
  }

  markOf(channel: MatchChannel): boolean | null {
    return this.protection.value.channels.get(markName(channel)) ?? null;
  }

  markChannel(channel: MatchChannel, isIt: boolean | null): Promise<void> {
    const channels = new Map(this.protection.peek().channels);
    channels.delete(markName(channel));
    if (isIt !== null) channels.set(markName(channel), isIt);
    return this.change({ channels });
  }

  isSport(channel: MatchChannel, programme: SportFacts): boolean {
    return isSport(this.protection.value, markName(channel), programme);
  }

  markTitle(title: string, isIt: boolean): Promise<void> {
    const titles = new Map(this.protection.peek().titles);
    titles.delete(titleMark(title));
    titles.set(titleMark(title), isIt);
    return this.change({ titles });
  }

  async openProfile(profileId: string | null): Promise<void> {
    const cell = profileId === null ? null : this.deps.cellOf(profileId);
    this.cell = cell;
    const stored = cell === null ? null : await cell.read();
    if (this.cell !== cell) return;
    batch(() => {
      this.protection.value = readProtection(stored);
      this.asked.value = readAsked(stored);
    });
    this.veil();
  }

  dispose(): void {
    this.scope.dispose();
  }

  /** What cannot be kept holds until the profile changes. */
  private ask(asked: Asked): void {
    this.asked.value = asked;
    this.keep().catch(() => undefined);
  }

  private keep(): Promise<void> {
    return this.cell?.write(() => ({ ...writeProtection(this.protection.peek()), ...writeAsked(this.asked.peek()) })) ?? Promise.resolve();
  }

  /** At once, not with the next frame: who asked reads what is told now. */
  private veil(): void {
    const rules = this.rules();
    this.deps.veilGuide(rules.protection.isScoreSafe ? (guide) => keepScores(guide, rules) : null);
  }

  private rules(): ScoreRules {
    const { shown, watched } = this.asked.peek();
    this.revision += 1;
    return {
      protection: this.protection.peek(),
      revision: String(this.revision),
      words: this.deps.translator.t('spoilers.result-hidden'),
      watched,
      nowMs: () => this.deps.clock.nowMs(),
      isShown: (id) => shown.has(id),
    };
  }
}

/** Makes the protection; nothing is kept back until a profile is opened that wants it. */
export function createSpoilersModel(deps: SpoilersDeps): SpoilersModel {
  return new Spoilers(deps);
}
