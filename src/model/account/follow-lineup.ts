import type { Disposer, SourceId } from '#core/base';
import { fromBareLineup, lineupPart, mergeLineups, NO_LINEUP, parseLineup, toBareLineup, withLineupPart } from '#core/lineup';
import type { LineupEdits } from '#core/lineup';
import { asFields, isTrue, numberOf } from '#core/wire';
import type { WireLineup } from '#core/wire';
import type { LineupModel } from '#model/lineup';
import type { PlatformApi } from '#sources/platform';
import type { StoredCell } from '#sources/storage';
import { lookAtAccount } from './look-at-account';
import type { AccountWatch } from './look-at-account';

/** Other sets may be quicker so often; then the next look goes on. */
const MOST_TRIES = 3;

/** The line-up as the app has it. */
export interface FollowedLineup {
  /** Whether the profile ever changed anything on this set. */
  hasEdits(profileId: string): Promise<boolean>;
  open(): Promise<Pick<LineupModel, 'takeOver'>>;
  /** Hears each change as it is stored. */
  onKept(listener: () => void): Disposer;
}

/** What following the account's line-up needs. */
export interface FollowLineupDeps extends AccountWatch {
  readonly session: AccountWatch['session'] & { platformApi(): Pick<PlatformApi, 'call'> | null; profileSync(): { readonly sourceId: SourceId } | null };
  readonly lineup: FollowedLineup;
  /** Where this set keeps what it last agreed on. */
  baseOf(profileId: string): StoredCell;
}

/** What is kept at some revision, in this set's keys. */
interface Kept {
  /** Of what was put: whether that is what is kept. */
  readonly isKept: boolean;
  readonly revision: number;
  readonly edits: LineupEdits;
}

const isSame = (one: LineupEdits, other: LineupEdits): boolean => JSON.stringify(one) === JSON.stringify(other);

function readKept(value: unknown, sourceId: SourceId): Kept | null {
  const fields = asFields(value);
  return fields === null ? null : { isKept: isTrue(fields, 'isKept'), revision: numberOf(fields, 'revision', 0), edits: fromBareLineup(parseLineup(fields['lineup']), sourceId) };
}

function onWire(edits: LineupEdits): WireLineup {
  const { guides: _guides, ...lineup } = toBareLineup(edits);
  return lineup;
}

class AccountLineup {
  private readonly deps: FollowLineupDeps;
  private running: Promise<void> = Promise.resolve();
  /** What is stored now came from the account. */
  isTaking = false;

  constructor(deps: FollowLineupDeps) {
    this.deps = deps;
  }

  /** Joins the set's line-up and the account's, after what runs already. */
  look(): Promise<void> {
    const next = this.running.then(() => this.join());
    this.running = next.catch(() => undefined);
    return next;
  }

  private async join(): Promise<void> {
    const { session, lineup, baseOf } = this.deps;
    const id = session.profile.peek()?.id;
    const api = session.platformApi();
    const sourceId = session.profileSync()?.sourceId;
    if (id === undefined || api === null || sourceId === undefined) return;
    const path = `/profiles/${encodeURIComponent(id)}/lineup`;
    const ask = async (call: Parameters<PlatformApi['call']>[0]): Promise<Kept | null> => {
      const answer = await api.call(call);
      return answer.ok ? readKept(answer.value.value, sourceId) : null;
    };
    let theirs = await ask({ path });
    if (theirs === null || (theirs.revision === 0 && !(await lineup.hasEdits(id)))) return;
    const model = await lineup.open();
    const cell = baseOf(id);
    const base = readBase(await cell.read(), theirs);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const joined = this.take(model, id, sourceId, base, theirs);
      // Somebody else watches now.
      if (joined === null) return;
      const kept: Kept | null = isSame(joined, theirs.edits) ? { ...theirs, isKept: true } : await ask({ path, method: 'PUT', body: { revision: theirs.revision, lineup: onWire(joined) } });
      // Without an answer it is joined again at the next look.
      if (kept === null) return;
      if (kept.isKept) {
        await cell.write(() => ({ revision: kept.revision, edits: joined }));
        return;
      }
      theirs = kept;
    }
  }

  /** Puts what both sides have into the set's line-up, and answers it; `null`: that profile's is not open. */
  private take(model: Pick<LineupModel, 'takeOver'>, id: string, sourceId: SourceId, base: LineupEdits, theirs: Kept): LineupEdits | null {
    let joined: LineupEdits | null = null;
    this.isTaking = true;
    try {
      model.takeOver(id, (edits) => {
        joined = mergeLineups(base, lineupPart(edits, sourceId), theirs.edits);
        return withLineupPart(edits, sourceId, joined);
      });
    } finally {
      this.isTaking = false;
    }
    return joined;
  }
}

/** What this set last agreed on; of an account that was set back to an older state, that state: then what this set has counts. */
function readBase(stored: unknown, theirs: Kept): LineupEdits {
  const fields = asFields(stored);
  if (fields === null) return NO_LINEUP;
  return numberOf(fields, 'revision', 0) > theirs.revision ? theirs.edits : parseLineup(fields['edits']);
}

/** Joins the line-up of the profile that watches with the account's: at each look, and a moment after each change. */
export function followLineup(deps: FollowLineupDeps): Disposer {
  const account = new AccountLineup(deps);
  const looks = lookAtAccount(deps, 'line-up of the account not joined', () => account.look());
  const stopHearing = deps.lineup.onKept(() => {
    if (!account.isTaking) looks.soon();
  });
  return () => {
    looks.end();
    stopHearing();
  };
}
