import { Once } from '#core/base';
import { signal } from '#core/state';
import type { RecordingsModel } from '#model/recordings';
import type { SessionCore } from '#model/session';
import type { Host } from '#ports';
import type { AppModel, RecordingsAccess } from './app-model';

/** What the platform records, once somebody looks for it: the start of the app does not carry it. */
export class LateRecordings implements RecordingsAccess {
  readonly model = signal<RecordingsModel | null>(null);
  private readonly made = new Once(() => this.make());
  private readonly host: Host;
  private readonly app: AppModel & { readonly session: SessionCore };

  constructor(host: Host, app: AppModel & { readonly session: SessionCore }) {
    this.host = host;
    this.app = app;
  }

  open(): Promise<RecordingsModel | null> {
    return this.made.get();
  }

  /** Somebody else watches, who may see other things. */
  useProfile(): void {
    this.made.forget();
    this.model.value = null;
  }

  private async make(): Promise<RecordingsModel | null> {
    const { session } = this.app;
    if (session.platformApi() === null) return null;
    const { openRecordings } = await import('./open-recordings');
    this.model.value = openRecordings(this.host, this.app);
    return this.model.peek();
  }
}
