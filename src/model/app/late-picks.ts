import { toAppError } from '#core/base';
import { signal } from '#core/state';
import type { Cards } from '#model/cards';
import type { PicksModel } from '#model/picks';
import type { Host } from '#ports';
import type { PickedApp } from './open-picks';

/** Loads what proposes titles after the first page stands: the start of the app does not carry it. */
export class LatePicks {
  private readonly made = signal<PicksModel | null>(null);
  private profileId: string | null = null;
  private isLoading = false;
  private isOver = false;
  private readonly host: Host;
  private readonly app: PickedApp;
  private readonly cards: Cards;

  constructor(host: Host, app: PickedApp, cards: Cards) {
    this.host = host;
    this.app = app;
    this.cards = cards;
  }

  /** The picks once they are loaded, before that `null`; effects that read it follow. */
  get value(): PicksModel | null {
    return this.made.value;
  }

  /** Loads them. Without their code nothing is proposed, and the log says why; the next call tries again. */
  start(): void {
    if (this.isLoading) return;
    this.isLoading = true;
    this.load().catch((error: unknown) => {
      this.isLoading = false;
      this.host.log.write('warn', 'no picks', { reason: toAppError(error).message });
    });
  }

  /** Somebody else watches; `null`: nobody. */
  useProfile(profileId: string | null): void {
    this.profileId = profileId;
    void this.made.peek()?.openProfile(profileId);
  }

  /** Lets go of them. */
  dispose(): void {
    this.isOver = true;
    this.made.peek()?.dispose();
  }

  private async load(): Promise<void> {
    const { openPicks } = await import('./open-picks');
    if (this.isOver) return;
    const picks = openPicks(this.host, this.app, this.cards);
    this.made.value = picks;
    await picks.openProfile(this.profileId);
  }
}
