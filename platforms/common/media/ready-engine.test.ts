import { AppError } from '#core/base';
import { FakeLog, settle } from '#test/harness/fakes';
import { readyEngine } from './ready-engine';
import type { EngineChoice, EnginePlan } from './session';

const create = (): never => {
  throw new Error('nothing is to be played');
};

/** Which engines were made ready for a source of this form, and what was said about it. */
async function ready(form: 'mp4' | 'unknown', choices: readonly EngineChoice[], failure: AppError | null = null): Promise<readonly [asked: number, said: number]> {
  let asked = 0;
  const log = new FakeLog();
  const plan: EnginePlan = () => {
    asked += 1;
    return failure === null ? Promise.resolve(choices) : Promise.reject(failure);
  };
  readyEngine(plan, { url: 'https://panel.example/film', form, isLive: false }, log);
  await settle();
  return [asked, log.lines.length];
}

it('the code of the first engine comes, that of the others waits for its turn', async () => {
  const came: string[] = [];
  const engine = (name: string): EngineChoice => ({ name, create, prepare: () => Promise.resolve(void came.push(name)) });
  expect(await ready('mp4', [engine('a'), engine('b')])).toEqual([1, 0]);
  expect(came).toEqual(['a']);
});

it.each([
  ['an engine that needs nothing', [{ name: 'native', create }], null, 0],
  ['no engine at all', [], null, 0],
  ['code that does not come', [{ name: 'a', create, prepare: () => Promise.reject(new AppError('net.unreachable')) }], null, 1],
  ['a source no engine may open', [], new AppError('media.drm-unsupported'), 1],
] as const)('%s harms nothing', async (_what, choices, failure, said) => {
  expect(await ready('mp4', choices, failure)).toEqual([1, said]);
});

it('nobody is asked what a source of an unknown form is', async () => {
  expect(await ready('unknown', [])).toEqual([0, 0]);
});
