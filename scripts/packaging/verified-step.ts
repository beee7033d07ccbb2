import type { CommandOutput } from './command-line';

/** Outcome of one check by one tool. */
export interface VerifiedStep {
  readonly name: string;
  /** `skipped`: the tool is not installed. */
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** What the tool said, or why it was left out; empty when it passed. */
  readonly detail: string;
}

/** Prints one line per check, with what a failed or skipped one said. Returns the exit code: 1 when one failed. */
export function reportSteps(steps: readonly VerifiedStep[], io: CommandOutput): number {
  for (const step of steps)
    io.out(`${step.outcome.padEnd(8)} ${step.name}${step.detail === '' ? '' : `\n${step.detail}`}`);
  return steps.some((step) => step.outcome === 'failed') ? 1 : 0;
}
