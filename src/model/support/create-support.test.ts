import { expect, test } from '@jest/globals';
import { FakeClock } from '#test/harness/fakes';
import { AppError, fail, ok } from '#core/base';
import type { SupportFix } from '#core/wire';
import { createSupport } from './create-support';
import type { SupportModel } from './create-support';

interface Call { readonly path: string; readonly method?: string; readonly body?: unknown }

function open(): { readonly clock: FakeClock; readonly asked: string[]; readonly applied: SupportFix[]; readonly call: SupportModel; answer: Record<string, unknown>; isGone: boolean; isBroken: boolean } {
  const clock = new FakeClock();
  const state = { clock, asked: [] as string[], applied: [] as SupportFix[], answer: { id: 'c', code: '123456', seenBy: '', fix: null, fixNumber: 0 } as Record<string, unknown>, isGone: false, isBroken: false };
  const reply = () => (state.isGone ? fail(new AppError('http.not-found')) : ok({ status: 200, value: state.answer, etag: '' }));
  const api = {
    call: async ({ path, method, body }: Call) => {
      state.asked.push(`${method ?? 'GET'} ${path} ${body === undefined ? '' : JSON.stringify(body)}`.trim());
      return reply();
    },
    get: async (_path: string, parse: (value: unknown) => unknown) => {
      const answer = reply();
      return answer.ok ? parse(answer.value.value) : answer;
    },
  };
  const apply = async (fix: SupportFix): Promise<void> => {
    if (state.isBroken) throw new Error('no');
    state.applied.push(fix);
  };
  return Object.assign(state, { call: createSupport({ clock, api: api as never, apply }, 'Hearth') });
}

test('a call shows its code, then who looks and what they propose; nothing happens before the viewer agrees, and then once', async () => {
  const it = open();
  await it.clock.advance(1);
  expect(it.call.state.peek()).toEqual({ kind: 'waiting', code: '123456', seenBy: '', last: '' });
  it.answer = { ...it.answer, seenBy: 'Ann', fix: 'large-text', fixNumber: 1 };
  await it.clock.advance(3000);
  expect([it.call.state.peek(), it.applied]).toEqual([{ kind: 'proposed', code: '123456', seenBy: 'Ann', fix: 'large-text' }, []]);
  it.call.agree();
  it.call.agree();
  await it.clock.advance(1);
  expect([it.applied, it.call.state.peek()]).toEqual([['large-text'], { kind: 'waiting', code: '123456', seenBy: 'Ann', last: 'done' }]);
  it.answer = { ...it.answer, fix: 'refresh', fixNumber: 2 };
  await it.clock.advance(3000);
  it.call.refuse();
  await it.clock.advance(1);
  it.isBroken = true;
  it.answer = { ...it.answer, fix: 'refresh', fixNumber: 3 };
  await it.clock.advance(3000);
  it.call.agree();
  await it.clock.advance(1);
  it.call.dispose();
  expect(it.asked).toEqual([
    'POST /support {"diagnostics":"Hearth"}', 'POST /support/c/answer {"fixNumber":1,"answer":"done"}', 'POST /support/c/answer {"fixNumber":2,"answer":"refused"}',
    'POST /support/c/answer {"fixNumber":3,"answer":"failed"}', 'DELETE /support/c',
  ]);
  expect(it.applied).toEqual(['large-text']);
});

test('a proposal this app does not know is none; a call whose time is over says so', async () => {
  const it = open();
  it.answer = { ...it.answer, fix: 'install-something', fixNumber: 1 };
  await it.clock.advance(3001);
  expect(it.call.state.peek().kind).toBe('waiting');
  it.isGone = true;
  await it.clock.advance(3000);
  expect(it.call.state.peek()).toEqual({ kind: 'over', error: null });
});
