import { AppError, createCancelSource, runInSlices, toAppError } from '#core/base';
import type { Disposer, Result, Steps } from '#core/base';
import {
  formatMoveCode, judgeSealedFile, MOVE_CODE_BYTES, moveCodeOf, movePlaceSteps, openFileSteps, packJsonSteps, parseMoveCode, SEAL_RANDOM_BYTES,
  sealFileSteps, sealRandom, unpackJsonSteps,
} from '#core/seal';
import type { MovePlace } from '#core/seal';
import { batch, signal } from '#core/state';
import { fromBase64Url, joinBytes, toBase64Url } from '#core/text';
import type { PhoneTrade } from '#model/companion';
import type { Translator } from '#model/i18n';
import type { ParentalModel } from '#model/parental';
import type { SessionCore } from '#model/session';
import type { ClockPort, DevicePort, HttpResponse, LifecyclePort, LogPort, RandomPort, StoragePort } from '#ports';
import type { BoxClient } from '#sources/platform';
import { SourceStore } from '#sources/registry';
import { readStored } from '#sources/storage';
import { bundleToJson, CHOSEN_PARTS, judgeBundle } from './bundle';
import type { Bundle, ChosenPart } from './bundle';
import { gather, leftBehind } from './gather';
import type { GatheredSet } from './gather';
import { canUndo, stageImport, stageUndo } from './journal';
import type { Change } from './journal';
import { planImport } from './plan-import';
import type { TransferGoal, TransferModel, TransferState } from './transfer-model';

/** A code's key is random: a slow hash of it would add nothing. */
const CODE_COST = { n: 2, r: 1, p: 1 } as const;
/** Words are chosen by people: 16 MiB and a few seconds on a slow television for each that is tried. */
const WORDS_COST = { n: 16_384, r: 8, p: 1 } as const;
/** What a file may be, sealed and unpacked: several times what a large household has. */
const MOST_FILE_BYTES = 4 * 1024 * 1024;
const MOST_JSON_BYTES = 24 * 1024 * 1024;
const FILE_END = '.hearth';

/** What moving needs. */
export interface TransferDeps {
  readonly clock: ClockPort;
  readonly random: RandomPort;
  readonly storage: StoragePort;
  readonly log: LogPort;
  readonly lifecycle: Pick<LifecyclePort, 'restart'>;
  readonly device: Pick<DevicePort, 'installationId' | 'capabilities'>;
  readonly translator: Translator;
  readonly session: SessionCore;
  readonly parental: Pick<ParentalModel, 'control'>;
  /** `null` without a platform. */
  readonly boxes: BoxClient | null;
  /** Trades a file with the phone; `null` where no phone can be asked. */
  trade: ((trade: PhoneTrade) => Promise<Disposer>) | null;
}

/** `hearth-2026-11-27.hearth`, in whole days of UTC. */
function fileName(nowMs: number): string {
  return `hearth-${new Date(nowMs).toISOString().slice(0, 10)}${FILE_END}`;
}

async function readAll(response: HttpResponse): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let chunk = await response.read(); chunk !== null; chunk = await response.read()) {
    length += chunk.length;
    if (length > MOST_FILE_BYTES) {
      response.close();
      throw new AppError('backup.foreign', { message: 'too large' });
    }
    chunks.push(chunk);
  }
  return joinBytes(chunks);
}

class Transfer implements TransferModel {
  readonly state = signal<TransferState>({ kind: 'menu' });
  readonly parts = signal<readonly ChosenPart[]>(CHOSEN_PARTS);
  readonly canUndo = signal(false);
  readonly hasCodes: boolean;
  readonly hasPhone: boolean;
  private readonly deps: TransferDeps;
  /** What a visit began ends with it. */
  private visit = createCancelSource();
  private place: MovePlace | null = null;
  private file: Uint8Array | null = null;
  private bundle: Bundle | null = null;
  private changes: readonly Change[] = [];
  private stopTrade: Disposer = () => undefined;

  constructor(deps: TransferDeps) {
    this.deps = deps;
    this.hasCodes = deps.boxes !== null;
    this.hasPhone = deps.trade !== null;
  }

  /** Reads whether there is something to undo. */
  async prepare(): Promise<void> {
    const { storage, log, clock } = this.deps;
    this.canUndo.value = await canUndo(storage, log, clock);
  }

  choose(goal: 'send' | 'save'): Promise<void> {
    return this.during(goal, async () => {
      if (!(await this.isAdmitted())) return { kind: 'menu' };
      this.parts.value = CHOSEN_PARTS;
      return { kind: 'choosing', goal, leftBehind: leftBehind(await this.look()) };
    }, false);
  }

  toggle(part: ChosenPart): void {
    const parts = this.parts.peek();
    const isIn = parts.indexOf(part) !== -1;
    // Passwords are a source's: without sources they stay, and with them they may stay.
    const next = CHOSEN_PARTS.filter((each) => (each === part ? !isIn : parts.indexOf(each) !== -1) && !(each === 'passwords' && part === 'sources' && isIn));
    this.parts.value = next;
    if (this.state.peek().kind === 'preview') void this.during('restore', () => this.look().then((set) => this.showPreview(set)), false);
  }

  send(): Promise<void> {
    return this.during('send', async () => {
      const { boxes, random } = this.deps;
      if (boxes === null) throw new AppError('source.unsupported');
      const { signal: visit } = this.visit;
      const code = moveCodeOf(random.bytes(MOVE_CODE_BYTES));
      const place = await this.work(movePlaceSteps(code));
      const left = await boxes.leave({ id: place.id, word: place.word, sealed: toBase64Url(await this.seal(place.words, CODE_COST)) });
      if (!left.ok) throw left.error;
      // The viewer left meanwhile: nobody will type it.
      if (visit.isCancelled) void boxes.forget(place.id, place.word);
      else this.place = place;
      return { kind: 'code', code: formatMoveCode(code), expiresAtMs: left.value.expiresAtMs };
    });
  }

  async forget(): Promise<void> {
    const { place } = this;
    this.leave();
    const forgotten = place === null ? null : await this.deps.boxes?.forget(place.id, place.word);
    if (forgotten?.ok === false) this.state.value = { kind: 'failed', goal: 'send', error: forgotten.error };
  }

  save(words: string): Promise<void> {
    return this.during('save', async () => {
      const bytes = await this.seal(words, WORDS_COST);
      await this.begin({ kind: 'give', name: fileName(this.deps.clock.nowMs()), bytes, onGiven: () => this.finish({ kind: 'saved' }) });
      return { kind: 'phone', goal: 'save' };
    });
  }

  restore(): Promise<void> {
    return this.during('restore', async () => {
      if (!(await this.isAdmitted())) return { kind: 'menu' };
      await this.begin({ kind: 'take', take: (response) => this.take(response) });
      return { kind: 'phone', goal: 'restore' };
    }, false);
  }

  open(words: string): Promise<void> {
    const { file } = this;
    return this.during('restore', async () => {
      if (file === null) return { kind: 'menu' };
      const opened = await this.work(openFileSteps(words, file));
      if (!opened.ok && opened.error.code === 'backup.wrong-words') return { kind: 'locked', isWrong: true };
      return this.unpack(opened);
    });
  }

  receive(typed: string): Promise<void> {
    const code = parseMoveCode(typed);
    return this.during('receive', async () => {
      const { boxes } = this.deps;
      if (code === null) throw new AppError('input.invalid');
      if (boxes === null) throw new AppError('source.unsupported');
      if (!(await this.isAdmitted())) return { kind: 'menu' };
      const place = await this.work(movePlaceSteps(code));
      const box = await boxes.fetch(place.id);
      if (!box.ok) throw box.error;
      const sealed = fromBase64Url(box.value.sealed);
      if (sealed === null) throw new AppError('backup.damaged');
      const opened = await this.work(openFileSteps(place.words, sealed));
      this.place = place;
      // Whoever has no key of ours cannot have sealed it.
      return this.unpack(opened.ok || opened.error.code !== 'backup.wrong-words' ? opened : { ok: false, error: new AppError('backup.damaged') });
    }, code !== null);
  }

  accept(): Promise<void> {
    return this.during('restore', async () => {
      const { storage, lifecycle, boxes } = this.deps;
      const { place } = this;
      await stageImport(storage, this.changes);
      // It has served. Where that cannot be told, it runs out by itself.
      if (place !== null) await boxes?.forget(place.id, place.word);
      lifecycle.restart();
      return { kind: 'working', goal: 'restore' };
    });
  }

  undo(): Promise<void> {
    return this.during('restore', async () => {
      if (!(await this.isAdmitted()) || !(await stageUndo(this.deps.storage, this.deps.log))) return { kind: 'menu' };
      this.deps.lifecycle.restart();
      return { kind: 'working', goal: 'restore' };
    });
  }

  leave(): void {
    this.visit.cancel();
    this.visit = createCancelSource();
    this.endTrade();
    this.place = null;
    this.file = null;
    this.bundle = null;
    this.changes = [];
    this.state.value = { kind: 'menu' };
  }

  dispose(): void {
    this.leave();
  }

  /** Runs one step: what it comes to is shown, unless the viewer has left. Never rejects. */
  private async during(goal: TransferGoal, step: () => Promise<TransferState>, isShown = true): Promise<void> {
    const { signal: visit } = this.visit;
    if (isShown) this.state.value = { kind: 'working', goal };
    let next: TransferState;
    try {
      next = await step();
    } catch (error) {
      next = { kind: 'failed', goal, error: toAppError(error, 'internal.bug') };
    }
    if (visit.isCancelled) return;
    if (next.kind === 'failed') this.deps.log.write('warn', 'moving failed', { goal, code: next.error.code });
    this.state.value = next;
  }

  /** Something came from outside while a visit waits for it. */
  private finish(state: TransferState): void {
    this.endTrade();
    this.state.value = state;
  }

  private endTrade(): void {
    this.stopTrade();
    this.stopTrade = () => undefined;
  }

  private work<T>(steps: Steps<T>): Promise<T> {
    return runInSlices(this.deps.clock, steps, this.visit.signal);
  }

  /** What goes out and what comes in is a matter of the household's PIN, where there is one. */
  private async isAdmitted(): Promise<boolean> {
    const { t } = this.deps.translator;
    const control = await this.deps.parental.control();
    if (control === null) throw new AppError('internal.bug', { message: 'parental control could not be loaded' });
    return control.ask({ holder: 'household', title: t('pin.enter'), text: t('transfer.pin'), subject: { name: t('transfer.title'), facts: '', avatar: '' } });
  }

  private async look(): Promise<GatheredSet> {
    const { clock, device, session, parental, storage, log } = this.deps;
    const isSignedIn = session.platformApi() !== null;
    const sources = await new SourceStore(storage, log).load();
    return {
      nowMs: clock.nowMs(),
      deviceName: device.capabilities.host.model,
      installationId: await device.installationId(),
      profiles: isSignedIn ? [] : session.localProfiles.peek(),
      accountProfiles: isSignedIn ? session.profiles.peek().map(({ id }) => id) : [],
      sources,
      isHouseholdOpen: (await parental.control())?.hasHouseholdPin.peek() === true,
      profileId: session.profile.peek()?.id ?? null,
      read: (key) => readStored(storage, log, key),
    };
  }

  private async seal(words: string, cost: { readonly n: number; readonly r: number; readonly p: number }): Promise<Uint8Array> {
    const bundle = await gather(await this.look(), this.parts.peek());
    const packed = await this.work(packJsonSteps(bundleToJson(bundle)));
    return this.work(sealFileSteps(words, packed, sealRandom(this.deps.random.bytes(SEAL_RANDOM_BYTES)), cost));
  }

  private async begin(trade: PhoneTrade): Promise<void> {
    if (this.deps.trade === null) throw new AppError('source.unsupported');
    const { signal: visit } = this.visit;
    const stop = await this.deps.trade(trade);
    if (visit.isCancelled) stop();
    else this.stopTrade = stop;
  }

  /** Reads a file the phone sends; what is wrong with it is told on both. Rejects then, and the phone may send another. */
  private async take(response: HttpResponse): Promise<void> {
    try {
      const bytes = await readAll(response);
      const judged = judgeSealedFile(bytes);
      if (!judged.ok) throw judged.error;
      this.file = bytes;
      this.finish({ kind: 'locked', isWrong: false });
    } catch (error) {
      this.finish({ kind: 'failed', goal: 'restore', error: toAppError(error, 'net.unreachable') });
      throw error;
    }
  }

  private async unpack(opened: Result<Uint8Array, AppError>): Promise<TransferState> {
    if (!opened.ok) throw opened.error;
    const value = await this.work(unpackJsonSteps(opened.value, MOST_JSON_BYTES));
    if (!value.ok) throw value.error;
    const bundle = judgeBundle(value.value);
    if (!bundle.ok) throw bundle.error;
    batch(() => {
      this.bundle = bundle.value;
      this.parts.value = bundle.value.parts;
    });
    return this.showPreview(await this.look());
  }

  private async showPreview(set: GatheredSet): Promise<TransferState> {
    const { bundle } = this;
    if (bundle === null) return { kind: 'menu' };
    const planned = await planImport(bundle, set, this.parts.peek());
    if (!planned.ok) throw planned.error;
    this.changes = planned.value.changes;
    return { kind: 'preview', preview: planned.value.preview };
  }
}

/** Makes it; whoever opened it disposes it. */
export async function createTransfer(deps: TransferDeps): Promise<TransferModel> {
  const transfer = new Transfer(deps);
  await transfer.prepare();
  return transfer;
}
