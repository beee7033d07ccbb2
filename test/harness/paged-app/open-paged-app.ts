import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleApp, SampleOptions } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage, linkLateParts } from '#ui/pages';

/** The sample app with its pages on a test stage. */
export interface PagedApp {
  readonly sample: SampleApp;
  readonly stage: TestStage;
  /** What was asked for arrives, and the frames after it are drawn. */
  arrive(): Promise<void>;
  /** Name of the page on show. */
  route(): string;
  /** Lets go of everything; call it after each test. */
  end(): void;
}

/** Opens the sample app with its real pages; the first one stands and late parts are there. */
export async function openPagedApp(options: SampleOptions = {}): Promise<PagedApp> {
  const sample = await createSampleApp(options);
  const { app, host } = sample;
  const stage = createTestStage({ host });
  const { navigation } = app;
  stage.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (made, entry) => createPage(made, app, entry) }, 2);
  const unlink = linkLateParts(stage.engine.ui, app);
  const arrive = async (): Promise<void> => {
    stage.settle();
    await settle();
    await settle();
    stage.settle();
  };
  await host.clock.advance(1100);
  await arrive();
  return {
    sample,
    stage,
    arrive,
    route: () => navigation.current.peek().route.name,
    end() {
      unlink();
      stage.dispose();
      app.dispose();
    },
  };
}
