/**
 * What goes wrong between a test and its browser: a browser that does not start, a call without an answer, a condition
 * that never came true. The message says what was awaited and what the page looked like.
 */
export class DriverError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'DriverError';
  }
}
