import { Once, toAppError } from '#core/base';
import type { Host } from '#ports';
import { createStoredCell } from '#sources/storage';
import type { StoredCell } from '#sources/storage';

/** What is kept for each profile. */
export interface OfProfile {
  openProfile(profileId: string | null): Promise<void>;
  dispose(): void;
}

/** A part that is loaded where a profile has something stored for it, or where it is asked for: the start of the app does not carry it. */
export abstract class LateOfProfile<T extends OfProfile> {
  private readonly made = new Once(() => this.make());
  private profileId: string | null = null;
  protected readonly host: Host;
  private readonly name: string;
  private readonly missing: string;

  /** `name`: what it is stored under, before the profile; `missing`: what the log says where its code cannot be loaded. */
  constructor(host: Host, name: string, missing: string) {
    this.host = host;
    this.name = name;
    this.missing = missing;
  }

  /** The part, for the profile that watches. Rejects where its code cannot be loaded; the next call tries again. */
  open(): Promise<T> {
    return this.made.get();
  }

  /** Somebody else watches; resolves when what they have stored holds. Without the code nothing of it does. */
  async useProfile(profileId: string | null): Promise<void> {
    this.profileId = profileId;
    try {
      const { current } = this.made;
      if (current !== null) await (await current).openProfile(profileId);
      else if (profileId !== null && (await this.hasEdits(profileId)) && this.profileId === profileId) await this.open();
    } catch (error) {
      this.host.log.write('warn', this.missing, { reason: toAppError(error).message });
    }
  }

  /** Whether the profile ever changed anything on this set. */
  async hasEdits(profileId: string): Promise<boolean> {
    return (await this.cellOf(profileId).read()) !== null;
  }

  /** Lets go of it. */
  dispose(): void {
    this.made.use((part) => {
      part.dispose();
    });
    this.made.forget();
  }

  protected cellOf(profileId: string): StoredCell {
    return createStoredCell(this.host.storage, this.host.log, `${this.name}.${profileId}`);
  }

  /** Loads the code; nothing of a profile is read yet. */
  protected abstract load(): Promise<T>;

  /** Loads it, as the profile wants it. */
  protected async make(): Promise<T> {
    const part = await this.load();
    await part.openProfile(this.profileId);
    return part;
  }
}
