import { beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, fail, ok, runSteps } from '#core/base';
import type { ProfileId } from '#core/base';
import { openFileSteps, SEAL_RANDOM_BYTES, sealFileSteps, sealRandom } from '#core/seal';
import { signal } from '#core/state';
import type { PhoneTrade } from '#model/companion';
import type { LocalProfile, SessionCore } from '#model/session';
import type { HttpResponse } from '#ports';
import type { BoxClient } from '#sources/platform';
import { SourceStore } from '#sources/registry';
import { createFakeHost } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createTransfer } from './create-transfer';
import { applyPending } from './journal';
import type { TransferModel } from './transfer-model';

const PASSWORD = 'hunter2-secret';
const WORDS = 'correct horse battery';

/** A platform that keeps boxes as they come. */
class Boxes {
  readonly kept = new Map<string, { word: string; sealed: string }>();

  readonly client: Pick<BoxClient, 'leave' | 'fetch' | 'forget'> = {
    leave: async ({ id, word, sealed }) => {
      this.kept.set(id, { word, sealed });
      return ok({ expiresAtMs: 99 });
    },
    fetch: async (id) => {
      const box = this.kept.get(id);
      return box === undefined ? fail(new AppError('http.not-found')) : ok({ sealed: box.sealed, expiresAtMs: 99 });
    },
    forget: async (id, word) => {
      if (this.kept.get(id)?.word === word) this.kept.delete(id);
      return ok(undefined);
    },
  };
}

/** A set with what moving needs of it. */
class TestSet {
  readonly host: FakeHost = createFakeHost({ platformUrl: null });
  transfer!: TransferModel;
  hasPin = false;
  isPinRight = true;
  asked = 0;
  trade: PhoneTrade | null = null;

  constructor(readonly name: string, private readonly boxes: Boxes, readonly profiles: readonly LocalProfile[]) {}

  async open(): Promise<this> {
    const { host } = this;
    // Nothing of two sets is alike.
    host.random.bytes(this.name.length * 7);
    await host.storage.set('profiles.v1', JSON.stringify({ profiles: this.profiles }));
    const session = { localProfiles: signal(this.profiles), profiles: signal([]), profile: signal(null), platformApi: () => null } as unknown as SessionCore;
    this.transfer = await createTransfer({
      ...host, session, boxes: this.boxes.client as BoxClient,
      translator: { t: (key: string) => key } as never,
      parental: {
        control: async () => ({
          hasHouseholdPin: signal(this.hasPin),
          ask: async () => {
            this.asked += 1;
            return this.isPinRight;
          },
        }) as never,
      },
      trade: async (trade) => {
        this.trade = trade;
        return () => {
          this.trade = null;
        };
      },
    });
    return this;
  }

  /** Does work that is done in slices. */
  async run<T>(work: Promise<T>): Promise<T> {
    const end = { isReached: false };
    const done = work.finally(() => {
      end.isReached = true;
    });
    for (let i = 0; i < 20_000 && !end.isReached; i += 1) await this.host.clock.advance(1);
    return done;
  }

  get kind(): string {
    return this.transfer.state.peek().kind;
  }

  /** What the phone sends arrives. */
  async sends(bytes: Uint8Array): Promise<string> {
    const chunks = [bytes.subarray(0, 100), bytes.subarray(100)];
    const response = { status: 200, url: '', header: () => null, read: async () => chunks.shift() ?? null, close: () => undefined } as unknown as HttpResponse;
    if (this.trade?.kind !== 'take') return 'nobody waits';
    return this.trade.take(response).then(() => 'taken', (error: unknown) => (error instanceof AppError ? error.code : 'thrown'));
  }
}

const ANNA: LocalProfile = { id: 'local' as ProfileId, name: 'Anna', avatar: 'sky', isKids: false, maxAge: -1, hasPin: false };
const PLAIN: LocalProfile = { ...ANNA, name: '', avatar: 'ember' };
let boxes: Boxes;
let old: TestSet;
let fresh: TestSet;

beforeEach(async () => {
  boxes = new Boxes();
  old = await new TestSet('old', boxes, [ANNA]).open();
  fresh = await new TestSet('fresh one', boxes, [PLAIN]).open();
  const source = { config: { id: 's0123456789ab' as never, kind: 'xtream' as const, name: 'Line', host: 'h.example' }, secret: { address: 'http://h.example', username: 'u', password: PASSWORD } };
  await new SourceStore(old.host.storage, old.host.log).put(source, [source.config]);
  await old.host.storage.set('favourites.local', '{"keys":["s0123456789ab:c:7"],"isDirty":false}');
  await old.host.storage.set('tokens.p1', '{"refresh":"never-leaves"}');
});

async function codeOf(set: TestSet): Promise<string> {
  await set.transfer.choose('send');
  await set.run(set.transfer.send());
  const state = set.transfer.state.peek();
  return state.kind === 'code' ? state.code : `no code: ${state.kind}`;
}

describe('from set to set', () => {
  test('by a code: shown first, taken over at the next start, undone by another', async () => {
    const code = await codeOf(old);
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await fresh.run(fresh.transfer.receive(code.toLowerCase().replace(/-/g, ' ')));
    expect(fresh.transfer.state.peek()).toMatchObject({ kind: 'preview', preview: { profiles: [{ name: 'Anna' }], sources: [{ name: 'Line', outcome: 'new' }], favourites: 1 } });
    expect(fresh.host.storage.values.has('sources.v1')).toBe(false);
    await fresh.run(fresh.transfer.accept());
    expect([fresh.host.lifecycle.restarts, boxes.kept.size]).toEqual([1, 0]);
    const before = JSON.stringify(Array.from(fresh.host.storage.values).filter(([key]) => key.indexOf('transfer.') !== 0));
    await applyPending(fresh.host.storage, fresh.host.log, fresh.host.clock);
    expect(await new SourceStore(fresh.host.storage, fresh.host.log).load()).toMatchObject([{ config: { name: 'Line' }, secret: { password: PASSWORD } }]);
    expect(fresh.host.storage.values.get('favourites.local')).toContain('s0123456789ab:c:7');
    expect(fresh.host.storage.values.get('profiles.v1')).toContain('Anna');
    await fresh.transfer.undo();
    await applyPending(fresh.host.storage, fresh.host.log, fresh.host.clock);
    expect(JSON.stringify(Array.from(fresh.host.storage.values).filter(([key]) => key.indexOf('transfer.') !== 0))).toBe(before);
  });

  test('the platform gets ciphertext, and neither set says anything of it in its log', async () => {
    const code = await codeOf(old);
    await fresh.run(fresh.transfer.receive(code));
    const [box] = Array.from(boxes.kept);
    const sealed = Buffer.from(box?.[1].sealed ?? '', 'base64url').toString('latin1');
    const letters = code.replace(/-/g, '');
    for (const secret of [PASSWORD, 'Anna', 'h.example', letters, 'never-leaves']) expect(`${sealed} ${JSON.stringify(box)}`).not.toContain(secret);
    for (const { log } of [old.host, fresh.host]) for (const secret of [PASSWORD, letters, box?.[0] ?? '-', box?.[1].word ?? '-']) expect(log.lines.join('\n')).not.toContain(secret);
  });

  test('a code that is none, that leads nowhere, and one that is forgotten bring nothing', async () => {
    await fresh.run(fresh.transfer.receive('ABCD'));
    expect(fresh.transfer.state.peek()).toMatchObject({ kind: 'failed', error: { code: 'input.invalid' } });
    await fresh.run(fresh.transfer.receive('0000-0000-0000'));
    expect(fresh.transfer.state.peek()).toMatchObject({ kind: 'failed', error: { code: 'http.not-found' } });
    const code = await codeOf(old);
    await old.transfer.forget();
    expect([old.kind, boxes.kept.size]).toEqual(['menu', 0]);
    await fresh.run(fresh.transfer.receive(code));
    expect(fresh.transfer.state.peek()).toMatchObject({ kind: 'failed', error: { code: 'http.not-found' } });
  });

  test('what a platform changed, cut or put in its place is not opened', async () => {
    const code = await codeOf(old);
    const [id, box] = Array.from(boxes.kept)[0] ?? ['', { word: '', sealed: '' }];
    const other = runSteps(sealFileSteps('f'.repeat(64), new Uint8Array(50), sealRandom(new Uint8Array(SEAL_RANDOM_BYTES)), { n: 2, r: 1, p: 1 }));
    const flipped = Buffer.from(box.sealed, 'base64url');
    flipped[200] = (flipped[200] ?? 0) ^ 1;
    for (const sealed of [flipped.toString('base64url'), box.sealed.slice(0, -8), Buffer.from(other).toString('base64url'), 'AAAA', '!']) {
      boxes.kept.set(id, { ...box, sealed });
      await fresh.run(fresh.transfer.receive(code));
      expect(fresh.transfer.state.peek()).toMatchObject({ kind: 'failed', error: { code: expect.stringMatching(/^backup\.(damaged|foreign)$/) } });
      expect(fresh.host.storage.values.has('transfer.pending')).toBe(false);
    }
  });

  test('parts that were left stay; passwords stay with their sources', async () => {
    await old.transfer.choose('send');
    old.transfer.toggle('lists');
    old.transfer.toggle('sources');
    expect(old.transfer.parts.peek()).toEqual(['lineup', 'progress', 'settings']);
    await old.run(old.transfer.send());
    const state = old.transfer.state.peek();
    await fresh.run(fresh.transfer.receive(state.kind === 'code' ? state.code : ''));
    expect(fresh.transfer.state.peek()).toMatchObject({ kind: 'preview', preview: { favourites: 0, sources: [{ outcome: 'waits' }] } });
    await fresh.run(fresh.transfer.accept());
    expect(fresh.host.storage.values.get('transfer.pending')).not.toContain(PASSWORD);
  });

  test('the household’s PIN is asked for at both ends; wrong, nothing leaves and nothing enters', async () => {
    const code = await codeOf(old);
    expect(old.asked).toBe(1);
    for (const set of [old, fresh]) set.isPinRight = false;
    await old.transfer.choose('send');
    await fresh.run(fresh.transfer.receive(code));
    expect([old.kind, fresh.kind, fresh.host.storage.values.has('transfer.pending')]).toEqual(['menu', 'menu', false]);
    await fresh.transfer.restore();
    expect([fresh.kind, fresh.trade]).toEqual(['menu', null]);
    await fresh.transfer.undo();
    expect([fresh.kind, fresh.host.lifecycle.restarts]).toEqual(['menu', 0]);
  });

  test('a profile with a PIN of its own is taken along by who typed the household’s', async () => {
    const ben: LocalProfile = { ...ANNA, id: 'ben' as ProfileId, name: 'Ben', hasPin: true };
    const hash = { salt: 'a'.repeat(32), hash: 'b'.repeat(64), cost: { n: 4096, r: 8, p: 1 }, failures: 0, lockedUntilMs: 0 };
    for (const hasPin of [false, true]) {
      const set = await new TestSet('locked', boxes, [ANNA, ben]).open();
      set.hasPin = hasPin;
      await set.host.storage.set('pins.v1', JSON.stringify({ ben: hash, ...(hasPin ? { household: hash } : {}) }));
      await set.transfer.choose('send');
      expect(set.transfer.state.peek()).toMatchObject({ leftBehind: hasPin ? [] : ['Ben'] });
      await set.run(set.transfer.send());
      const state = set.transfer.state.peek();
      await fresh.run(fresh.transfer.receive(state.kind === 'code' ? state.code : ''));
      const shown = fresh.transfer.state.peek();
      expect(shown.kind === 'preview' ? [shown.preview.profiles.map(({ name }) => name), shown.preview.pin] : shown).toEqual(hasPin ? [['Anna', 'Ben'], 'comes'] : [['Anna'], 'none']);
    }
  });

  test('whoever leaves while it is sealed leaves no box behind', async () => {
    await old.transfer.choose('send');
    const sending = old.transfer.send();
    old.transfer.leave();
    await old.run(sending);
    expect([old.kind, boxes.kept.size]).toEqual(['menu', 0]);
  });
});

describe('a backup', () => {
  async function saved(): Promise<Uint8Array> {
    await old.transfer.choose('save');
    await old.run(old.transfer.save(WORDS));
    return old.trade?.kind === 'give' ? old.trade.bytes : new Uint8Array(0);
  }

  test('is a file that its words open and nothing else; the phone says when it has it', async () => {
    const file = await saved();
    expect([old.kind, old.trade?.kind === 'give' ? old.trade.name : '']).toEqual(['phone', expect.stringMatching(/^hearth-\d{4}-\d\d-\d\d\.hearth$/)]);
    expect(Buffer.from(file).toString('latin1')).not.toMatch(/hunter2|Anna|correct horse/);
    expect(runSteps(openFileSteps('correct horse', file))).toMatchObject({ ok: false, error: { code: 'backup.wrong-words' } });
    if (old.trade?.kind === 'give') old.trade.onGiven();
    expect([old.kind, old.trade]).toEqual(['saved', null]);
  });

  test('comes back: wrong words are asked for again, right ones show what comes', async () => {
    const file = await saved();
    await fresh.transfer.restore();
    expect(await fresh.sends(file)).toBe('taken');
    expect([fresh.kind, fresh.trade]).toEqual(['locked', null]);
    await fresh.run(fresh.transfer.open('something else'));
    expect(fresh.transfer.state.peek()).toEqual({ kind: 'locked', isWrong: true });
    await fresh.run(fresh.transfer.open(WORDS));
    expect(fresh.kind).toBe('preview');
    fresh.transfer.toggle('sources');
    await fresh.host.clock.advance(10);
    expect(fresh.transfer.state.peek()).toMatchObject({ kind: 'preview', preview: { sources: [{ outcome: 'new' }] } });
    await fresh.run(fresh.transfer.accept());
    await applyPending(fresh.host.storage, fresh.host.log, fresh.host.clock);
    expect([fresh.host.storage.values.has('sources.v1'), fresh.host.storage.values.get('favourites.local')]).toEqual([false, expect.stringContaining('s0123456789ab:c:7')]);
  });

  test('what is none is told on the set and on the phone, by name', async () => {
    const file = await saved();
    const changed = (at: number, value: number): Uint8Array => {
      const bytes = file.slice();
      bytes[at] = value;
      return bytes;
    };
    const cases = [[Buffer.from('#EXTM3U'), 'backup.foreign'], [changed(8, 9), 'backup.too-new'], [changed(8, 0), 'backup.too-old'], [file.subarray(0, 200), 'backup.damaged'], [new Uint8Array(5 * 1024 * 1024), 'backup.foreign']] as const;
    for (const [bytes, code] of cases) {
      await fresh.transfer.restore();
      expect(await fresh.sends(Uint8Array.from(bytes))).toBe(code);
      expect(fresh.transfer.state.peek()).toMatchObject({ kind: 'failed', error: { code } });
      fresh.transfer.leave();
    }
  });

  test('nothing is taken from a phone nobody waits for', async () => {
    const file = await saved();
    await fresh.transfer.restore();
    fresh.transfer.leave();
    expect(await fresh.sends(file)).toBe('nobody waits');
  });
});
