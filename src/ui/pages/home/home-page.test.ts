import { afterEach, describe, expect, test } from '@jest/globals';
import { createSampleApp } from '#test/harness/fakes';
import type { SampleApp, SampleOptions } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { attachShell } from '../../shell/attach-shell';

let screen: TestStage;
let stop: () => void;
afterEach(() => {
  stop();
  screen.dispose();
});

async function openHome(options: SampleOptions = {}): Promise<SampleApp> {
  const sample = await createSampleApp(options);
  screen = createTestStage({ host: sample.host });
  stop = attachShell(screen.engine, sample.app);
  screen.settle();
  return sample;
}

describe('Home', () => {
  test('begins on Play and goes down the rows', async () => {
    const sample = await openHome();
    console.log(sample.host.log.lines);
    expect(screen.mirror()).toMatchObject({ page: 'home', focus: { id: 'play', name: 'Play' } });
  });
});
