import { runProgram } from '#server/jobs';

/** Runs work in a process of its own where the program for it is known, else in this one. */
export class ProgramRunner {
  private stopChild: () => void = () => undefined;
  private running: Promise<unknown> = Promise.resolve();

  /** `program`: the built file; `null`: there is none. */
  constructor(private readonly program: string | null) {}

  /** Runs the program with `words`, or `here` without one; answers what came of it, in words. */
  run(words: readonly string[], here: () => Promise<string>): Promise<string> {
    const run = this.program === null ? here() : runProgram(this.program, words, (stop) => {
      this.stopChild = stop;
    });
    this.running = run;
    return run;
  }

  /** Ends a run in another process, waits for one in this: the store must not go away beneath it. */
  async stop(): Promise<void> {
    this.stopChild();
    await Promise.allSettled([this.running]);
  }
}
