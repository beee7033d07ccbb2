import type { FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import { listsAdult } from '#server/domain';
import type { AccessFacts, Asker, Platform, Watcher } from '#server/domain';
import type { AccountRow, ProfileRow } from '#server/store';
import { countryOf } from './country';

/** Who is behind a bearer token. */
export interface Viewer {
  readonly account: AccountRow;
  readonly session: AccessFacts;
}

/** Header by which an app may name the profile that watches; its age limit then applies to `play`. */
export const PROFILE_HEADER = 'x-hearth-profile';

/** Header with the grant a right PIN was answered with. */
const GRANT_HEADER = 'x-hearth-grant';

/** The grant a request brings, unjudged; empty without one. */
export function readGrant(request: FastifyRequest): string {
  const grant = request.headers[GRANT_HEADER];
  return typeof grant === 'string' ? grant : '';
}

/**
 * The account and session of a request's bearer token. Throws `http.unauthorized` (no token, not ours, over) or
 * `auth.session-ended` (its session was ended, its account is gone). Says nothing of what the account may do.
 */
export async function readViewer(request: FastifyRequest, platform: Platform): Promise<Viewer> {
  const header = request.headers.authorization ?? '';
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(header)?.[1];
  const session = token === undefined ? null : platform.sessions.readAccess(token);
  if (session === null) throw new AppError('http.unauthorized', { message: 'A valid access token is needed.' });
  if (!(await platform.sessions.isOpen(session))) throw new AppError('auth.session-ended', { message: 'This sign-in was ended.' });
  const account = await platform.store.accounts.byId(session.accountId);
  if (account === null) throw new AppError('auth.session-ended', { message: 'This account is gone.' });
  return { account, session };
}

/** A viewer whose account may come in, with what lists name for it. */
export interface ActiveViewer extends Viewer {
  readonly includesAdult: boolean;
}

/** Like {@link readViewer}, for accounts in good standing only: throws `source.expired` or `auth.account-suspended` else. */
export async function readActiveViewer(request: FastifyRequest, platform: Platform): Promise<ActiveViewer> {
  const viewer = await readViewer(request, platform);
  const refusal = await platform.rights.refusal(plainAsker(request, platform, viewer), null, 'browse');
  if (refusal !== null) throw refusal;
  return { ...viewer, includesAdult: listsAdult(viewer.account, platform.nowMs()) };
}

/** The viewer as rights want them, without a profile: for lists and details. */
export function plainAsker(request: FastifyRequest, platform: Platform, { account, session }: Viewer): Asker {
  return { account, maxAge: -1, deviceId: session.deviceId, country: countryOf(request, platform) };
}

/** A profile of the account; throws `http.not-found` for any other. */
export async function readProfile(platform: Platform, account: AccountRow, profileId: string): Promise<ProfileRow> {
  const profiles = await platform.store.accounts.profiles(account.id);
  const profile = profiles.find((candidate) => candidate.id === profileId);
  if (profile === undefined) throw new AppError('http.not-found', { message: 'This account has no such profile.' });
  return profile;
}

/** The viewer as rights want them, with the age limit of the profile the request names. */
export async function askerOf(request: FastifyRequest, platform: Platform, viewer: Viewer): Promise<Asker> {
  const asker = plainAsker(request, platform, viewer);
  const named = request.headers[PROFILE_HEADER];
  if (typeof named !== 'string' || named === '') return asker;
  return { ...asker, maxAge: (await readProfile(platform, viewer.account, named)).maxAge };
}

/** The viewer as a player whose streams are counted: one lease per signed-in device. */
export async function watcherOf(request: FastifyRequest, platform: Platform, viewer: Viewer): Promise<Watcher> {
  const asker = await askerOf(request, platform, viewer);
  const device = await platform.store.devices.byId(viewer.session.deviceId);
  return { asker, player: { key: `device:${viewer.session.deviceId}`, name: device?.name ?? 'Television' } };
}
