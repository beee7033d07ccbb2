import { signal } from '#core/state';
import type { SettingsModel } from '#model/settings';
import type { VersionMerger } from './version-merger';

/** Loads what merges versions in short lists once the first page stands; until then every version is listed. */
export class LateVersions {
  private readonly merger = signal<VersionMerger | null>(null);
  private isAsked = false;

  constructor(private readonly settings: Pick<SettingsModel, 'values'>) {}

  /** `null` until it is loaded; effects that read it follow. */
  get value(): VersionMerger | null {
    return this.merger.value;
  }

  /** Begins to load it; what could not be loaded is tried again with the next call. */
  start(): void {
    if (this.isAsked) return;
    this.isAsked = true;
    import('./merging').then(
      ({ createVersionMerger }) => (this.merger.value = createVersionMerger(() => this.settings.values.value.areVersionsMerged)),
      () => (this.isAsked = false),
    );
  }
}
