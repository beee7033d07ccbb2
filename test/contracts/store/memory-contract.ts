import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { Companions, FilePassage } from '#server/domain';
import type { SharedMemory } from '#server/store';

const LIFE_MS = 60_000;

function put(memory: SharedMemory, key: string, text: string, lifeMs = LIFE_MS): Promise<void> {
  return memory.put(key, text, lifeMs);
}

/** What every memory of nodes must do. `nodes` are two that remember together, or twice the same one; `passTime` lets so long pass for them. */
export function memoryContract(name: string, nodes: () => readonly [SharedMemory, SharedMemory], passTime: (ms: number) => Promise<void>): void {
  describe(`${name}: memory of nodes`, () => {
    test('what one remembers the other knows, until it is forgotten or has run out', async () => {
      const [first, second] = nodes();
      expect([await first.get('a'), await first.keep('a', LIFE_MS)]).toEqual([null, false]);
      await put(first, 'a', 'Grüße');
      await put(first, 'short', 'x', 200);
      await put(first, 'kept', 'x', 200);
      expect([await second.get('a'), await second.keep('kept', LIFE_MS)]).toEqual(['Grüße', true]);
      await second.forget('a', 'none');
      await passTime(400);
      expect([await first.get('a'), await first.get('short'), await first.get('kept')]).toEqual([null, null, 'x']);
      await second.change('kept', LIFE_MS, () => ({ after: null, answer: null }));
      expect(await first.get('kept')).toBeNull();
    });

    test('100 changes of the same at once over both: none is lost', async () => {
      const both = nodes();
      const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => both[at % 2 === 0 ? 0 : 1].change('sum', LIFE_MS, (before) => {
        const sum = Number(before ?? 0) + 1;
        return { after: String(sum), answer: sum };
      })));
      expect(answers.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
    });

    test('a change that throws leaves everything as it was', async () => {
      const [first, second] = nodes();
      await put(first, 'whole', '1');
      await expect((async () => second.change('whole', LIFE_MS, () => { throw new Error('no'); }))()).rejects.toThrow('no');
      expect(await first.get('whole')).toBe('1');
    });

    test('who watches is woken from the other node, also by what was told before the wait; not by other topics', async () => {
      const [first, second] = nodes();
      const watch = first.watch('topic');
      const waiting = watch.wait(30_000);
      await second.tell('topic');
      expect(await waiting).toBe(true);
      await second.tell('topic');
      await second.get('settle');
      expect(await watch.wait(30_000)).toBe(true);
      await second.tell('another');
      expect(await watch.wait(50)).toBe(false);
      watch.end();
    });

    test('a phone at one node speaks with a set at the other, both ways', async () => {
      const [first, second] = nodes().map((memory) => new Companions({ memory, counts: null, nowMs: () => 0 })) as [Companions, Companions];
      const started = await first.start('Set', '10.0.0.1');
      if (!started.ok) throw started.error;
      const { id, secret, code, pin } = started.value;
      const [joined, late] = await Promise.all([second, first].map((node) => node.join({ code, pin, name: 'iPhone', ip: '10.0.0.2' })));
      // Whoever is first: one phone and no more.
      expect([joined?.ok, late?.ok].filter((isOk) => isOk === true)).toHaveLength(1);
      const paired = [joined, late].find((each) => each?.ok === true);
      const token = paired?.ok === true ? paired.value.token : '';
      const set = await first.ofSet(id, secret);
      expect((await set.toSet.take(0, 0)).map(({ body }) => body)).toEqual([{ from: 'platform', body: { kind: 'joined', name: 'iPhone', isTakeover: false } }]);
      const waiting = set.toSet.take(1, 30_000);
      const phone = await second.ofPhone(token);
      await phone?.toSet.put({ kind: 'key', key: 'ok' });
      expect(await waiting).toEqual([{ number: 2, body: { kind: 'key', key: 'ok' } }]);
      await set.toPhone?.put({ kind: 'state' });
      expect(await phone?.toPhone?.take(0, 30_000)).toEqual([{ number: 1, body: { kind: 'state' } }]);
      await (await first.ofSet(id, secret)).end();
      expect(await second.ofPhone(token)).toBeNull();
    });

    test('a file goes from node to node in parts, whole and once; one that breaks off is no file', async () => {
      const [first, second] = nodes();
      const bytes = Buffer.alloc(700_000, 'line\n');
      const read = async (id: string): Promise<Buffer | null> => {
        const opened = await new FilePassage(second, id).open();
        if (opened === null) return null;
        const parts: Buffer[] = [];
        for await (const part of opened.body) parts.push(Buffer.from(part as Uint8Array));
        return Buffer.concat(parts);
      };
      const reading: Array<Promise<Buffer | null>> = [];
      const isSent = await new FilePassage(first, 'whole').send(Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]), bytes.length, async () => {
        reading.push(read('whole'));
        await Promise.resolve();
      });
      const [got = null] = await Promise.all(reading);
      const isSecondTime = (await read('whole')) !== null;
      expect([isSent, bytes.equals(got ?? Buffer.alloc(0)), isSecondTime]).toEqual([true, true, false]);
      const broken: Array<Promise<unknown>> = [];
      const breaking = Readable.from((function* parts() {
        yield Buffer.alloc(300_000);
        throw new Error('gone');
      })());
      expect(await new FilePassage(first, 'broken').send(breaking, -1, async () => { broken.push(read('broken').then(() => 'whole', () => 'broken')); })).toBe(false);
      expect(await Promise.all(broken)).toEqual(['broken']);
    });

    test('a node that goes down keeps nobody waiting', async () => {
      const [first] = nodes();
      const watch = first.watch('down');
      const waiting = watch.wait(30_000);
      first.endWaits();
      expect([await waiting, await first.watch('later').wait(30_000)]).toEqual([false, false]);
    });
  });
}
