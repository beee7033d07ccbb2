import { createSampleApp } from './sample-app';
import type { SampleApp, SampleOptions } from './sample-app';

/** Sample apps of a test file: those a test opened end together, `afterEach(() => { apps.end(); })`. */
export class SampleApps {
  private readonly opened: SampleApp[] = [];

  /** Opens one. */
  readonly open = async (options: SampleOptions = {}): Promise<SampleApp> => {
    const sample = await createSampleApp(options);
    this.opened.push(sample);
    return sample;
  };

  /** Ends all that are open. */
  end(): void {
    for (const { app } of this.opened.splice(0)) app.dispose();
  }
}
