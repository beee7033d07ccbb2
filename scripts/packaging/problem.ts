/**
 * Something wrong in a file that a person wrote or a step that must be repeated: which field, why, and what a right one
 * looks like. Lists of problems are shown whole, so that a person mends a file in one go.
 */
export interface Problem {
  /** Path of the field (`tizen.packageId`) or name of the file the problem is in. */
  readonly field: string;
  /** Full sentence half without the field: "must be …, is …". */
  readonly reason: string;
  /** A value that would be accepted, or the command that mends it. */
  readonly example: string;
}

/** One problem on one line: `field: reason. Example: …`. */
export function formatProblem(problem: Problem): string {
  return `${problem.field}: ${problem.reason}. Example: ${problem.example}`;
}

/** Thrown by the packaging commands: `message` holds every problem, one a line, below the name of what was judged. */
export class PackagingError extends Error {
  /** What was found, in the order of the file. */
  readonly problems: readonly Problem[];

  constructor(subject: string, problems: readonly Problem[]) {
    super([subject, ...problems.map((problem) => `  ${formatProblem(problem)}`)].join('\n'));
    this.name = 'PackagingError';
    this.problems = problems;
  }
}
