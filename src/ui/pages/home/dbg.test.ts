import { test } from '@jest/globals';
import { createSampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import { attachShell } from '../../shell/attach-shell';
test('dbg', async () => {
  const sample = await createSampleApp();
  const screen = createTestStage({ host: sample.host });
  attachShell(screen.engine, sample.app);
  screen.settle();
  const page = (screen.engine.root.pages.page as any);
  const dump = () => console.log(page.ambient.shown, page.ambient.lit, page.ambient.slots.map((s: any) => [s.alpha, s.visible, s.colorUr.toString(16)]), 'bd', page.backdrop.alpha, page.backdrop.visible, screen.mirror().focus?.name, page.column.rows[page.column.cursor].items?.at(0).tint);
  for (let i = 0; i < 5; i++) {
    screen.press('down');
    screen.settle();
    dump();
  }
});
