import { AppError, toAppError } from '../base';
import type { IngestProblem } from './ingest-contract';

/** Thrown when the engine's own inflate gives up; the library may still read the file. */
export class InflateRefused extends AppError {
  constructor() {
    super('source.malformed', { message: 'the engine cannot unpack it', facts: { packing: 'gzip' } });
    Object.setPrototypeOf(this, InflateRefused.prototype);
  }
}

/** An error as plain data, for the way between threads. What is no {@link AppError} is a bug. */
export function problemOf(error: unknown): IngestProblem {
  const { code, message, facts } = toAppError(error);
  return { code, message, facts, isInflate: error instanceof InflateRefused };
}

/** The error behind {@link problemOf}. */
export function errorOf(problem: IngestProblem): AppError {
  return new AppError(problem.code, { message: problem.message, facts: problem.facts });
}
