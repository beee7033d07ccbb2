import { signal } from '#core/state';
import { toAppError } from '#core/base';
import type { CompanionModel, TimeAskModel } from '#model/companion';
import type { SessionCore } from '#model/session';
import type { Host } from '#ports';
import type { HttpClient } from '#sources/http';
import type { AppModel, PhoneModel } from './app-model';

/** The phone beside the set: its code comes when somebody asks for it. */
export class LatePhone implements PhoneModel {
  readonly isOffered: boolean;
  readonly isWanted = signal(false);
  readonly companion = signal<CompanionModel | null>(null);
  readonly timeAsk = signal<TimeAskModel | null>(null);
  private readonly parts: readonly [Host, AppModel & { readonly session: SessionCore }, HttpClient];

  constructor(host: Host, app: AppModel & { readonly session: SessionCore }, client: HttpClient) {
    this.parts = [host, app, client];
    this.isOffered = host.platformUrl !== null || host.service !== null;
  }

  async open(): Promise<CompanionModel> {
    const { makeCompanion } = await import('./phone-parts');
    const companion = this.companion.peek() ?? makeCompanion(...this.parts);
    this.companion.value = companion;
    return companion;
  }

  askTime(reason: 'budget' | 'bedtime'): void {
    const [host, app] = this.parts;
    const ask = async (): Promise<void> => {
      const { makeTimeAsk } = await import('./phone-parts');
      const companion = await this.open();
      this.timeAsk.value = await makeTimeAsk(host, app, companion, reason);
      // Without an account the only way to a parent is a phone that is paired.
      if (app.session.platformApi() === null && companion.phone.peek() === null) this.isWanted.value = true;
    };
    ask().catch((error: unknown) => {
      host.log.write('error', 'nobody could be asked', { reason: toAppError(error).message });
    });
  }

  dispose(): void {
    this.companion.peek()?.dispose();
  }
}
