import { AppError, fail, ok } from '#core/base';
import type { ProfileId, Result, SourceId } from '#core/base';
import { asFields, isTrue, listOf, numberOf, oneOf, rowsOf, textOf, textsOf } from '#core/wire';
import type { Fields } from '#core/wire';
import type { LocalProfile } from '#model/session';
import { judgeRoute } from '#sources/registry';
import type { SourceSecret } from '#sources/registry';
import type { SourceKind } from '#sources/source';

/** The shape this app writes, and the oldest it reads. */
const VERSION = 1;
const OLDEST = 1;

/** What a viewer may choose to take along, each by itself. Profiles with their PINs and limits always go. */
export const CHOSEN_PARTS = ['lists', 'lineup', 'progress', 'settings', 'sources', 'passwords'] as const;
/** See {@link CHOSEN_PARTS}; `passwords`: addresses and passwords of sources, without which they are only named. */
export type ChosenPart = (typeof CHOSEN_PARTS)[number];

/** What is kept of each profile under `<name>.<profile>`, and the part it belongs to. Whatever is not here stays on its set. */
export const FAMILIES = {
  parental: 'profiles',
  'watch-time-rules': 'profiles',
  spoilers: 'profiles',
  favourites: 'lists',
  taste: 'lists',
  reminders: 'lists',
  lineup: 'lineup',
  tour: 'lineup',
  progress: 'progress',
  watching: 'progress',
} as const satisfies Readonly<Record<string, ChosenPart | 'profiles'>>;
/** Name of a family of {@link FAMILIES}. */
export type Family = keyof typeof FAMILIES;

/** A source that comes along. */
export interface BundledSource {
  readonly id: SourceId;
  readonly kind: Exclude<SourceKind, 'platform'>;
  readonly name: string;
  readonly host: string;
  /** `null`: left out. Secret. */
  readonly secret: SourceSecret | null;
}

/** A PIN as a set keeps it: salted and hashed. */
export interface BundledPin {
  readonly salt: string;
  readonly hash: string;
  readonly cost: { readonly n: number; readonly r: number; readonly p: number };
  readonly failures: number;
  readonly lockedUntilMs: number;
}

/** Everything that goes from set to set. Never stored or sent but sealed. */
export interface Bundle {
  readonly madeAtMs: number;
  /** What the set calls itself, for the preview. */
  readonly from: string;
  /** A name for the set that tells nothing of it; the same each time. */
  readonly setId: string;
  readonly parts: readonly ChosenPart[];
  /** Profiles of the set; none where an account has them. */
  readonly profiles: readonly LocalProfile[];
  /** By holder: `household` or a profile's id. */
  readonly pins: Readonly<Record<string, BundledPin>>;
  /** What is stored, by `<family>.<profile>`. Each is judged by whoever reads it. */
  readonly documents: Readonly<Record<string, unknown>>;
  readonly settings: Fields | null;
  readonly sources: readonly BundledSource[];
}

/** A bundle as JSON says it. */
export function bundleToJson(bundle: Bundle): unknown {
  return { format: 'hearth', version: VERSION, ...bundle };
}

/** Takes `<family>.<profile>` apart; `null` for any other name. */
export function familyOf(key: string): { readonly family: Family; readonly profileId: ProfileId } | null {
  const at = key.indexOf('.');
  const family = (Object.keys(FAMILIES) as Family[]).find((each) => each === key.slice(0, Math.max(0, at)));
  const profileId = key.slice(at + 1);
  return family === undefined || !isProfileId(profileId) ? null : { family, profileId: profileId as ProfileId };
}

function isProfileId(id: string): boolean {
  return /^[a-z0-9][\w-]{0,59}$/i.test(id) && id !== 'household' && id !== 'recovery';
}

function judgeProfile(fields: Fields): LocalProfile | null {
  const id = textOf(fields, 'id');
  if (!isProfileId(id)) return null;
  const avatar = oneOf(fields['avatar'], ['ember', 'sky', 'plum', 'moss'] as const) ?? 'ember';
  return { id: id as ProfileId, name: textOf(fields, 'name').slice(0, 60), avatar, isKids: isTrue(fields, 'isKids'), maxAge: numberOf(fields, 'maxAge', -1), hasPin: isTrue(fields, 'hasPin') };
}

function judgePin(value: unknown): BundledPin | null {
  const fields = asFields(value);
  const cost = fields === null ? null : asFields(fields['cost']);
  if (fields === null || cost === null) return null;
  const [salt, hash, n, r] = [textOf(fields, 'salt'), textOf(fields, 'hash'), numberOf(cost, 'n', 0), numberOf(cost, 'r', 0)];
  // What is tried against a PIN must not hold the set for an hour.
  const isCheap = n >= 2 && n <= 65_536 && Math.log(n) / Math.LN2 % 1 === 0 && r >= 1 && r <= 8;
  if (!/^[0-9a-f]{32}$/.test(salt) || !/^[0-9a-f]{64}$/.test(hash) || !isCheap) return null;
  return { salt, hash, cost: { n, r, p: 1 }, failures: Math.max(0, numberOf(fields, 'failures', 0)), lockedUntilMs: numberOf(fields, 'lockedUntilMs', 0) };
}

function judgeSecret(value: unknown): SourceSecret | null {
  const fields = asFields(value);
  const address = fields === null ? '' : textOf(fields, 'address');
  if (fields === null || address === '') return null;
  const mac = textOf(fields, 'mac');
  const route = judgeRoute(fields['route']);
  return { address, username: textOf(fields, 'username'), password: textOf(fields, 'password'), ...(mac === '' ? {} : { mac }), ...(route === null ? {} : { route }) };
}

function judgeSource(fields: Fields): BundledSource | null {
  const id = textOf(fields, 'id');
  const kind = oneOf(fields['kind'], ['xtream', 'playlist', 'stalker'] as const);
  if (!/^[a-z0-9]{1,40}$/.test(id) || kind === null) return null;
  return { id: id as SourceId, kind, name: textOf(fields, 'name').slice(0, 120), host: textOf(fields, 'host').slice(0, 255), secret: judgeSecret(fields['secret']) };
}

/** PINs of a stored or bundled record; `null` when one of them cannot be read. */
export function judgePins(value: unknown): Readonly<Record<string, BundledPin>> | null {
  const fields = asFields(value) ?? {};
  const pins: Record<string, BundledPin> = {};
  for (const holder of Object.keys(fields)) {
    if (holder !== 'household' && !isProfileId(holder)) continue;
    const kept = asFields(fields[holder]);
    // There was one once.
    if (kept !== null && textOf(kept, 'hash') === '') continue;
    const pin = judgePin(fields[holder]);
    if (pin === null) return null;
    pins[holder] = pin;
  }
  return pins;
}

/**
 * Judges what was sealed: `backup.too-new`, `backup.too-old` by its version, `backup.damaged` for what is no bundle and for one that
 * would leave a profile without the PIN it had.
 */
export function judgeBundle(value: unknown): Result<Bundle, AppError> {
  const fields = asFields(value);
  if (fields === null || fields['format'] !== 'hearth') return fail(new AppError('backup.damaged', { message: 'no bundle' }));
  const version = numberOf(fields, 'version', 0);
  if (version > VERSION) return fail(new AppError('backup.too-new', { facts: { version } }));
  if (version < OLDEST) return fail(new AppError('backup.too-old', { facts: { version } }));
  const pins = judgePins(fields['pins']);
  const profiles = rowsOf(listOf(fields, 'profiles'), judgeProfile);
  if (pins === null || profiles.some(({ id, hasPin }) => hasPin && pins[id] === undefined)) return fail(new AppError('backup.damaged', { message: 'a PIN is missing' }));
  const stored = asFields(fields['documents']) ?? {};
  const documents: Record<string, unknown> = {};
  for (const key of Object.keys(stored)) if (familyOf(key) !== null && asFields(stored[key]) !== null) documents[key] = stored[key];
  return ok({
    madeAtMs: numberOf(fields, 'madeAtMs', 0),
    from: textOf(fields, 'from').slice(0, 100),
    setId: textOf(fields, 'setId').slice(0, 100),
    parts: CHOSEN_PARTS.filter((part) => textsOf(fields, 'parts').indexOf(part) !== -1),
    profiles, pins, documents,
    settings: asFields(fields['settings']),
    sources: rowsOf(listOf(fields, 'sources'), judgeSource),
  });
}
