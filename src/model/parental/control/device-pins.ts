import { fail, hexOf, NEVER_CANCELLED, ok, runInSlices, toAppError } from '#core/base';
import type { AppError, Result } from '#core/base';
import { countPinTry, NO_FAILURES, pinTriesLeft, pinWaitMs, scryptSteps } from '#core/parental';
import type { PinLockout, ScryptCost } from '#core/parental';
import { asFields, numberOf, textOf } from '#core/wire';
import type { ClockPort, LogPort, RandomPort, StoragePort } from '#ports';
import { SourceStore } from '#sources/registry';
import { createStoredCell } from '#sources/storage';
import type { StoredCell } from '#sources/storage';
import type { PinAnswer, PinHolder } from '../parental-model';
import type { PinKeeper } from './pin-keeper';

/**
 * 4 MiB at once and about 25 ms on a desk computer, half a second on a slow television. More memory does not fit beside a large
 * catalogue on the oldest sets; whoever copies the storage tries all 10,000 PINs in minutes with any cost a television can bear, so the
 * hash is a hurdle and no wall.
 */
const COST: ScryptCost = { n: 4096, r: 8, p: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Longest slice of hashing: the pad shows that it is judging, and nothing else moves. */
const HASH_SLICE_MS = 12;
/** Recovery counts its tries apart from those of the PINs. */
const RECOVERY = 'recovery';

interface KeptPin extends PinLockout {
  /** Hexadecimal; empty: there is no PIN. */
  readonly salt: string;
  readonly hash: string;
  readonly cost: ScryptCost;
}

type Kept = Readonly<Record<string, KeptPin>>;

const NONE: KeptPin = { salt: '', hash: '', cost: COST, ...NO_FAILURES };

function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length >> 1);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = parseInt(text.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}

function parseKept(value: unknown): Kept {
  const kept: Record<string, KeptPin> = {};
  const holders = asFields(value) ?? {};
  for (const holder of Object.keys(holders)) {
    const fields = asFields(holders[holder]);
    const cost = fields === null ? null : asFields(fields['cost']);
    if (fields === null) continue;
    kept[holder] = {
      salt: textOf(fields, 'salt'),
      hash: textOf(fields, 'hash'),
      cost: { n: cost === null ? COST.n : numberOf(cost, 'n', COST.n), r: cost === null ? COST.r : numberOf(cost, 'r', COST.r), p: 1 },
      failures: Math.max(0, numberOf(fields, 'failures', 0)),
      lockedUntilMs: numberOf(fields, 'lockedUntilMs', 0),
    };
  }
  return kept;
}

/** What the set's own PINs need. */
export interface DevicePinsDeps {
  readonly clock: ClockPort;
  readonly random: RandomPort;
  readonly storage: StoragePort;
  readonly log: LogPort;
}

/**
 * PINs of a household without a platform: salted and hashed on the set, wrong tries counted in the storage before a PIN is judged, so that
 * a restart gives none back. A forgotten one is replaced by who knows the password of a source, or the address of a playlist.
 */
export class DevicePins implements PinKeeper {
  private readonly deps: DevicePinsDeps;
  private readonly cell: StoredCell;
  private kept: Kept | null = null;
  /** One at a time: two pads must not read the same count. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(deps: DevicePinsDeps) {
    this.deps = deps;
    this.cell = createStoredCell(deps.storage, deps.log, 'pins.v1');
  }

  async has(holder: PinHolder): Promise<boolean> {
    return (await this.of(holder)).hash !== '';
  }

  async status(holder: PinHolder): Promise<{ readonly triesLeft: number; readonly waitMs: number }> {
    const kept = await this.of(holder);
    return { triesLeft: pinTriesLeft(kept), waitMs: pinWaitMs(kept, this.deps.clock.nowMs()) };
  }

  check(holder: PinHolder, pin: string): Promise<PinAnswer> {
    return this.judge(holder, async (kept) => kept.hash !== '' && (await this.hash(pin, kept.salt, kept.cost)) === kept.hash);
  }

  recover(_holder: PinHolder, secret: string): Promise<PinAnswer> {
    return this.judge(RECOVERY, async () => {
      const sources = await new SourceStore(this.deps.storage, this.deps.log).load();
      return sources.some(({ config, secret: kept }) => (kept.password !== '' ? kept.password : config.kind === 'playlist' ? kept.address : (kept.mac ?? '')) === secret.trim());
    });
  }

  async set(holder: PinHolder, pin: string): Promise<Result<void, AppError>> {
    try {
      const salt = hexOf(this.deps.random.bytes(SALT_BYTES));
      const next = pin === '' ? NONE : { ...NONE, salt, hash: await this.hash(pin, salt, COST) };
      await this.put(holder, next);
      await this.put(RECOVERY, NONE);
      return ok(undefined);
    } catch (error) {
      return fail(toAppError(error, 'storage.broken'));
    }
  }

  private judge(holder: string, isRight: (kept: KeptPin) => Promise<boolean>): Promise<PinAnswer> {
    const run = this.turn.then(() => this.judgeNow(holder, isRight));
    this.turn = run;
    return run;
  }

  private async judgeNow(holder: string, isRight: (kept: KeptPin) => Promise<boolean>): Promise<PinAnswer> {
    try {
      const kept = await this.of(holder);
      const nowMs = this.deps.clock.nowMs();
      const waitMs = pinWaitMs(kept, nowMs);
      if (waitMs > 0) return { kind: 'locked', waitMs };
      const tried = { ...kept, ...countPinTry(kept, nowMs) };
      await this.put(holder, tried);
      if (await isRight(kept)) {
        await this.put(holder, { ...kept, ...NO_FAILURES });
        return { kind: 'right' };
      }
      const wait = pinWaitMs(tried, nowMs);
      return wait > 0 ? { kind: 'locked', waitMs: wait } : { kind: 'wrong', triesLeft: pinTriesLeft(tried) };
    } catch (error) {
      return { kind: 'failed', error: toAppError(error, 'storage.broken') };
    }
  }

  private async all(): Promise<Kept> {
    const stored = this.kept ?? parseKept(await this.cell.read());
    this.kept ??= stored;
    return this.kept;
  }

  private async of(holder: string): Promise<KeptPin> {
    return (await this.all())[holder] ?? NONE;
  }

  private async put(holder: string, pin: KeptPin): Promise<void> {
    this.kept = { ...(await this.all()), [holder]: pin };
    await this.cell.write(() => this.kept);
  }

  private async hash(pin: string, salt: string, cost: ScryptCost): Promise<string> {
    const password = Uint8Array.from(Array.from(pin, (digit) => digit.charCodeAt(0)));
    return hexOf(await runInSlices(this.deps.clock, scryptSteps(password, fromHex(salt), cost, HASH_BYTES), NEVER_CANCELLED, HASH_SLICE_MS));
  }
}
