import { hexOf } from '#core/base';
import type { ProfileId } from '#core/base';
import { encodeUtf8, sha256Hash } from '#core/text';
import { asFields } from '#core/wire';
import type { LocalProfile } from '#model/session';
import { fileIdOf } from '#sources/playlist-file';
import type { StoredSource } from '#sources/registry';
import { FAMILIES, judgePins } from './bundle';
import type { Bundle, BundledPin, BundledSource, ChosenPart, Family } from './bundle';

/** The set as it is taken along. */
export interface GatheredSet {
  readonly nowMs: number;
  readonly deviceName: string;
  readonly installationId: string;
  /** Profiles of the set; none while an account has them. */
  readonly profiles: readonly LocalProfile[];
  readonly accountProfiles: readonly ProfileId[];
  readonly sources: readonly StoredSource[];
  readonly isHouseholdOpen: boolean;
  readonly profileId: ProfileId | null;
  read(key: string): Promise<unknown>;
}

/** Whoever has a PIN of their own is taken along by themselves, or by who typed the household's. */
function mayTake({ isHouseholdOpen, profileId }: GatheredSet, profile: LocalProfile): boolean {
  return !profile.hasPin || isHouseholdOpen || profile.id === profileId;
}

function bundled({ config, secret }: StoredSource, hasPasswords: boolean): BundledSource | null {
  const { id, kind, name, host } = config;
  // A playlist's file stays; its channels would be found by nothing.
  if (kind === 'platform' || fileIdOf(secret.address) !== null) return null;
  return { id, kind, name, host, secret: hasPasswords ? secret : null };
}

/** Names of profiles that stay, since their PIN was not typed. */
export function leftBehind(set: GatheredSet): readonly string[] {
  return set.profiles.filter((profile) => !mayTake(set, profile)).map(({ name }) => name);
}

/** Reads what goes along: profiles with their PINs and limits always, the parts that were chosen. Nothing of a sign-in is among it. */
export async function gather(set: GatheredSet, parts: readonly ChosenPart[]): Promise<Bundle> {
  const profiles = set.profiles.filter((profile) => mayTake(set, profile));
  const ids = profiles.map(({ id }) => id).concat(set.accountProfiles);
  const documents: Record<string, unknown> = {};
  for (const family of Object.keys(FAMILIES) as Family[]) {
    const part = FAMILIES[family];
    if (part !== 'profiles' && parts.indexOf(part) === -1) continue;
    for (const id of ids) {
      const key = `${family}.${id}`;
      const document = asFields(await set.read(key));
      if (document !== null) documents[key] = document;
    }
  }
  const kept = judgePins(await set.read('pins.v1')) ?? {};
  const pins: Record<string, BundledPin> = {};
  for (const holder of ['household', ...profiles.map(({ id }) => id as string)]) {
    const pin = kept[holder];
    if (pin !== undefined) pins[holder] = pin;
  }
  const hasPasswords = parts.indexOf('passwords') !== -1;
  return {
    madeAtMs: set.nowMs, from: set.deviceName,
    // Says which set it was to itself alone.
    setId: hexOf(sha256Hash(encodeUtf8(`hearth set ${set.installationId}`))).slice(0, 16),
    parts, profiles, pins, documents,
    settings: parts.indexOf('settings') === -1 ? null : (asFields(await set.read('settings.v1')) ?? {}),
    // Named even where they stay: what belongs to a source is found by it.
    sources: set.sources.map((source) => bundled(source, hasPasswords && parts.indexOf('sources') !== -1)).filter((source): source is BundledSource => source !== null),
  };
}
