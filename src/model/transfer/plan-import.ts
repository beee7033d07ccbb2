import { AppError, fail, ok } from '#core/base';
import type { ProfileId, Result, SourceId } from '#core/base';
import { sha256Hex } from '#core/text';
import { asFields } from '#core/wire';
import { DEFAULT_SETTINGS } from '#model/settings';
import type { LocalProfile } from '#model/session';
import type { StoredSource } from '#sources/registry';
import { FAMILIES, familyOf, judgePins } from './bundle';
import type { Bundle, BundledPin, ChosenPart } from './bundle';
import { joinDocument, lowerAge } from './join-documents';
import type { Change } from './journal';
import { planSources } from './plan-sources';
import type { SourceOutcome } from './plan-sources';

/** As many as a platform admits. */
const MOST_PROFILES = 12;

/** What becomes of a profile: `kept` has a PIN that was not typed here and stays as it is, for `full` there is no room. */
export type ProfileOutcome = 'new' | 'replaced' | 'kept' | 'full';

/** What an import would do, for the viewer to judge. */
export interface ImportPreview {
  readonly from: string;
  readonly madeAtMs: number;
  /** What the bundle has, in the order of the page. */
  readonly parts: readonly ChosenPart[];
  readonly profiles: ReadonlyArray<{ readonly name: string; readonly outcome: ProfileOutcome; readonly replaces: string }>;
  readonly sources: ReadonlyArray<{ readonly name: string; readonly outcome: SourceOutcome }>;
  readonly favourites: number;
  readonly places: number;
  /** Profiles whose channels were arranged. */
  readonly lineups: number;
  /** Whether it brings a household PIN, or this set keeps the one it has. */
  readonly pin: 'none' | 'comes' | 'stays';
  /** Profiles of an account nobody is signed in to here: what is theirs stays behind. */
  readonly elsewhere: number;
}

/** The set as an import finds it. */
export interface SetAsItIs {
  readonly profiles: readonly LocalProfile[];
  /** Profiles of the account that is signed in; none without one. */
  readonly accountProfiles: readonly ProfileId[];
  readonly sources: readonly StoredSource[];
  /** Whether the household's PIN was typed. */
  readonly isHouseholdOpen: boolean;
  /** Who watches. */
  readonly profileId: ProfileId | null;
  /** What is stored under a key, unjudged; `null`: nothing. */
  read(key: string): Promise<unknown>;
}

/** A profile's way from the bundle to the set. */
interface Placed {
  readonly theirs: LocalProfile;
  readonly ours: LocalProfile | null;
  readonly id: ProfileId;
  readonly outcome: ProfileOutcome;
}

/** Nobody has made anything of it yet: it gives its place to the first that comes. */
function isUntouched(profile: LocalProfile): boolean {
  return profile.name === '' && !profile.isKids && profile.maxAge < 0 && !profile.hasPin;
}

/** Two people whose sets gave them the same id are two profiles. The same ones come to the same place again. */
function placeProfile(theirs: LocalProfile, bundle: Bundle, set: SetAsItIs): Placed {
  const same = set.profiles.find(({ id }) => id === theirs.id);
  const isOther = same !== undefined && !isUntouched(same) && same.name !== theirs.name;
  const id = isOther ? (`local-${sha256Hex(`${bundle.setId}:${theirs.id}`).slice(0, 12)}` as ProfileId) : theirs.id;
  const ours = set.profiles.find((each) => each.id === id) ?? null;
  const isProtected = ours !== null && ours.hasPin && !set.isHouseholdOpen && set.profileId !== id;
  return { theirs, ours, id, outcome: isProtected ? 'kept' : ours === null ? 'new' : 'replaced' };
}

function placeProfiles(bundle: Bundle, set: SetAsItIs): readonly Placed[] {
  let room = MOST_PROFILES - set.profiles.length;
  return bundle.profiles.map((theirs) => {
    const placed = placeProfile(theirs, bundle, set);
    if (placed.outcome !== 'new') return placed;
    room -= 1;
    return room < 0 ? { ...placed, outcome: 'full' } : placed;
  });
}

/** PINs of this set stay; others come with the profiles they belong to. */
function joinPins(theirs: Bundle['pins'], ours: Readonly<Record<string, BundledPin>>, idOf: ReadonlyMap<string, ProfileId>): Readonly<Record<string, BundledPin>> {
  const pins: Record<string, BundledPin> = { ...ours };
  for (const holder of Object.keys(theirs)) {
    const [to, pin] = [holder === 'household' ? holder : idOf.get(holder), theirs[holder]];
    if (to !== undefined && pin !== undefined && pins[to] === undefined) pins[to] = pin;
  }
  return pins;
}

/** A profile for children stays one, an age limit only gets lower, and who has a PIN has one. */
function joinProfile({ theirs, ours, id }: Placed, pins: Readonly<Record<string, BundledPin>>): LocalProfile {
  return { ...theirs, id, isKids: theirs.isKids || ours?.isKids === true, maxAge: lowerAge(theirs.maxAge, ours?.maxAge ?? -1), hasPin: pins[id] !== undefined };
}

/** Puts the set's ids of sources in the place of the bundle's: they are random words that mean nothing else. */
function renameSources(value: unknown, renamed: ReadonlyMap<string, SourceId>): unknown {
  if (renamed.size === 0) return value;
  const names = Array.from(renamed.keys()).join('|');
  return JSON.parse(JSON.stringify(value).replace(new RegExp(`\\b(${names})\\b`, 'g'), (id) => renamed.get(id) ?? id)) as unknown;
}

/** What belongs to the set and not to its viewers: whoever agreed to something, agreed to it there. */
async function settingsOf(bundle: Bundle, set: SetAsItIs): Promise<unknown> {
  const ours = asFields(await set.read('settings.v1')) ?? {};
  const own: Record<string, unknown> = {};
  for (const name of ['isQualityTold', 'isHubRowOn', 'isAdIdShared'] as const) own[name] = ours[name] ?? DEFAULT_SETTINGS[name];
  return { ...bundle.settings, ...own };
}

function countIn(document: unknown, list: string): number {
  const rows: unknown = asFields(document)?.[list];
  return Array.isArray(rows) ? rows.length : 0;
}

class Planner {
  readonly changes: Change[] = [];
  private readonly elsewhere = new Set<string>();
  private readonly counts = { favourites: 0, places: 0, lineups: 0 };
  private readonly wanted: readonly ChosenPart[];

  constructor(private readonly bundle: Bundle, private readonly set: SetAsItIs, chosen: readonly ChosenPart[]) {
    this.wanted = bundle.parts.filter((part) => chosen.indexOf(part) !== -1);
  }

  async plan(): Promise<ImportPreview> {
    const { bundle, set } = this;
    const placed = placeProfiles(bundle, set);
    const coming = placed.filter(({ outcome }) => outcome === 'new' || outcome === 'replaced');
    const idOf = new Map<string, ProfileId>(coming.map(({ theirs, id }) => [theirs.id, id]));
    const ourPins = judgePins(await set.read('pins.v1'));
    const pins = joinPins(bundle.pins, ourPins ?? {}, idOf);
    // A record of PINs nobody can read is not written over.
    if (ourPins !== null && Object.keys(pins).length > Object.keys(ourPins).length) await this.putPins(pins);
    const kept = set.profiles.map((profile) => {
      const comes = coming.find(({ id }) => id === profile.id);
      return comes === undefined ? profile : joinProfile(comes, pins);
    });
    const added = coming.filter(({ outcome }) => outcome === 'new').map((each) => joinProfile(each, pins));
    if (coming.length > 0) this.put('profiles.v1', { profiles: kept.concat(added) });
    const sources = planSources(bundle.sources, set.sources, this.wanted.indexOf('sources') !== -1);
    for (const [id, secret] of sources.secrets) this.put(`source-secret.${id}`, secret);
    if (sources.list !== null) this.put('sources.v1', { sources: sources.list });
    const closed = new Set(placed.filter(({ outcome }) => outcome === 'kept' || outcome === 'full').map(({ theirs }) => theirs.id as string));
    await this.planDocuments(idOf, closed, sources.renamed);
    if (this.wanted.indexOf('settings') !== -1 && bundle.settings !== null) this.put('settings.v1', await settingsOf(bundle, set));
    const hasPin = bundle.pins['household'] !== undefined;
    return {
      from: bundle.from, madeAtMs: bundle.madeAtMs, parts: bundle.parts, ...this.counts,
      profiles: placed.map(({ theirs, ours, outcome }) => ({ name: theirs.name, outcome, replaces: ours?.name ?? '' })),
      sources: sources.outcomes, pin: !hasPin ? 'none' : ourPins?.['household'] === undefined ? 'comes' : 'stays', elsewhere: this.elsewhere.size,
    };
  }

  private async planDocuments(idOf: ReadonlyMap<string, ProfileId>, closed: ReadonlySet<string>, renamed: ReadonlyMap<string, SourceId>): Promise<void> {
    for (const key of Object.keys(this.bundle.documents)) {
      const named = familyOf(key);
      const theirs = asFields(renameSources(this.bundle.documents[key], renamed));
      if (named === null || theirs === null) continue;
      const part = FAMILIES[named.family];
      if (part !== 'profiles' && this.wanted.indexOf(part) === -1) continue;
      const to = idOf.get(named.profileId) ?? this.set.accountProfiles.find((id) => id === named.profileId);
      if (to === undefined) {
        if (!closed.has(named.profileId)) this.elsewhere.add(named.profileId);
        continue;
      }
      if (named.family === 'favourites') this.counts.favourites += countIn(theirs, 'keys');
      if (named.family === 'progress') this.counts.places += countIn(theirs, 'points');
      if (named.family === 'lineup') this.counts.lineups += 1;
      const target = `${named.family}.${to}`;
      this.put(target, joinDocument(named.family, theirs, await this.set.read(target)));
    }
  }

  /** What was counted of wrong tries in place of a forgotten PIN goes on being counted. */
  private async putPins(pins: Readonly<Record<string, BundledPin>>): Promise<void> {
    this.put('pins.v1', { ...(asFields(await this.set.read('pins.v1')) ?? {}), ...pins });
  }

  private put(key: string, value: unknown): void {
    this.changes.push([key, JSON.stringify(value)]);
  }
}

/** Works out what a bundle would do to a set, of the parts in `chosen`: for the viewer to look at, and as changes for the journal. Changes nothing. */
export async function planImport(bundle: Bundle, set: SetAsItIs, chosen: readonly ChosenPart[]): Promise<Result<{ readonly preview: ImportPreview; readonly changes: readonly Change[] }, AppError>> {
  try {
    const planner = new Planner(bundle, set, chosen);
    const preview = await planner.plan();
    return ok({ preview, changes: planner.changes });
  } catch (error) {
    return fail(error instanceof AppError ? error : new AppError('backup.damaged', { cause: error }));
  }
}
