import type { AppError, ProfileId } from '../base';

/** What the machine needs to know of a profile. */
export interface SessionProfile {
  readonly id: ProfileId;
  readonly hasPin: boolean;
}

/** Where the start has got to. */
export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'choosing'; readonly profiles: readonly SessionProfile[] }
  | { readonly kind: 'ready'; readonly profiles: readonly SessionProfile[]; readonly profileId: ProfileId }
  | { readonly kind: 'blocked'; readonly error: AppError };

/** What can happen. */
export type SessionEvent =
  /** Storage was read, or sources or profiles changed. `error`: why profiles are not known. */
  | { readonly type: 'known'; readonly hasSources: boolean; readonly profiles: readonly SessionProfile[]; readonly error: AppError | null }
  /** `isUnlocked`: its PIN was typed. */
  | { readonly type: 'chosen'; readonly profileId: ProfileId; readonly isUnlocked?: boolean }
  | { readonly type: 'switch' }
  | { readonly type: 'retry' };

/** What the model carries out. */
export type SessionCommand =
  { readonly type: 'open-profile'; readonly profileId: ProfileId } | { readonly type: 'close-profile' } | { readonly type: 'load' };

/** A state with what has to be done. */
export interface SessionStep {
  readonly state: SessionState;
  readonly commands: readonly SessionCommand[];
}

function leave(state: SessionState, next: SessionState): SessionStep {
  return { state: next, commands: state.kind === 'ready' ? [{ type: 'close-profile' }] : [] };
}

function onKnown(state: SessionState, event: Extract<SessionEvent, { type: 'known' }>): SessionStep {
  const { hasSources, profiles, error } = event;
  if (!hasSources) return leave(state, { kind: 'signed-out' });
  const only = profiles[0];
  if (only === undefined) {
    // A viewer who is already watching is not thrown out because the account cannot be read now.
    if (error === null || state.kind === 'ready') return { state, commands: [] };
    return leave(state, { kind: 'blocked', error });
  }
  if (state.kind === 'ready') {
    const { profileId } = state;
    if (profiles.some((profile) => profile.id === profileId)) return { state: { ...state, profiles }, commands: [] };
  }
  if (profiles.length === 1 && !only.hasPin) {
    const opened = { kind: 'ready', profiles, profileId: only.id } as const;
    return { state: opened, commands: [...leave(state, opened).commands, { type: 'open-profile', profileId: only.id }] };
  }
  return leave(state, { kind: 'choosing', profiles });
}

/** One step of boot and sign-in: pure and total. A profile is opened only when it exists and asks for no PIN, or its PIN was typed. */
export function stepSession(state: SessionState, event: SessionEvent): SessionStep {
  switch (event.type) {
    case 'known':
      return onKnown(state, event);
    case 'chosen': {
      if (state.kind !== 'choosing' && state.kind !== 'ready') return { state, commands: [] };
      const profile = state.profiles.find((each) => each.id === event.profileId);
      if (profile === undefined || (profile.hasPin && event.isUnlocked !== true)) return { state, commands: [] };
      if (state.kind === 'ready' && state.profileId === profile.id) return { state, commands: [] };
      const ready = { kind: 'ready', profiles: state.profiles, profileId: profile.id } as const;
      return { state: ready, commands: [...leave(state, ready).commands, { type: 'open-profile', profileId: profile.id }] };
    }
    case 'switch':
      return state.kind === 'ready' ? leave(state, { kind: 'choosing', profiles: state.profiles }) : { state, commands: [] };
    case 'retry':
      return state.kind === 'blocked' ? { state: { kind: 'starting' }, commands: [{ type: 'load' }] } : { state, commands: [] };
  }
}
