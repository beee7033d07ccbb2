import type { FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import { decide } from '#server/domain';
import type { AccessFacts, EntitlementSubject, Platform } from '#server/domain';
import type { AccountRow, ProfileRow } from '#server/store';

/** Who is behind a bearer token. */
export interface Viewer {
  readonly account: AccountRow;
  readonly session: AccessFacts;
}

/** Header by which an app may name the profile that watches; its age limit then applies to `play`. */
export const PROFILE_HEADER = 'x-hearth-profile';

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

/** Like {@link readViewer}, for accounts in good standing only: throws `source.expired` or `auth.account-suspended` else. */
export async function readActiveViewer(request: FastifyRequest, platform: Platform): Promise<Viewer> {
  const viewer = await readViewer(request, platform);
  const answer = decide({ ...viewer.account, maxAge: -1 }, 'browse', null, platform.nowMs());
  if (!answer.isAllowed) {
    const message = answer.reason === 'expired' ? 'The subscription of this account is over.' : 'This account is suspended.';
    throw new AppError(answer.code, { message, facts: { reason: answer.reason } });
  }
  return viewer;
}

/** A profile of the account; throws `http.not-found` for any other. */
export async function readProfile(platform: Platform, account: AccountRow, profileId: string): Promise<ProfileRow> {
  const profiles = await platform.store.accounts.profiles(account.id);
  const profile = profiles.find((candidate) => candidate.id === profileId);
  if (profile === undefined) throw new AppError('http.not-found', { message: 'This account has no such profile.' });
  return profile;
}

/** The account as `decide` wants it, with the age limit of the profile the request names. */
export async function subjectOf(request: FastifyRequest, platform: Platform, account: AccountRow): Promise<EntitlementSubject> {
  const named = request.headers[PROFILE_HEADER];
  if (typeof named !== 'string' || named === '') return { ...account, maxAge: -1 };
  const profile = await readProfile(platform, account, named);
  return { ...account, maxAge: profile.maxAge };
}
