// @ts-check
/** Something a person has to mend; the message says what, and is all there is to show. */
export class SetupProblem extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SetupProblem';
  }
}

/**
 * Ends a program the way a person understands: a problem's message alone, a bug's with its stack.
 * @param {unknown} error
 */
export function reportAndFail(error) {
  const isKnown = error instanceof Error && (error.name === 'SetupProblem' || error.name === 'BuildError');
  console.error(isKnown ? `\n${error.message}` : error);
  process.exitCode = 1;
}
