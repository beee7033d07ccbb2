/**
 * One rule every implementation of a port keeps. Cases are plain functions, since they also run inside the pages of the
 * simulated televisions, where no test runner is.
 */
export interface ContractCase<Bench> {
  readonly name: string;
  /** Benches that cannot show this rule (a fake has no picture, a page no way to fail a write). */
  readonly skip?: (bench: Bench) => boolean;
  readonly run: (bench: Bench) => Promise<void>;
}

/** A rule that was not kept. */
export class ContractFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ContractFailure';
  }
}

/** Fails with `message` unless the value is true. */
export function check(isTrue: boolean, message: string): asserts isTrue {
  if (!isTrue) throw new ContractFailure(message);
}

/** Fails unless both are equal as JSON. */
export function checkEqual(actual: unknown, expected: unknown, what: string): void {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  check(seen === wanted, `${what}: ${seen} instead of ${wanted}`);
}

/** Fails unless the promise rejects with an AppError of one of the codes; returns the code. */
export async function checkRejects(promise: Promise<unknown>, codes: readonly string[], what: string): Promise<string> {
  let error: unknown = null;
  try {
    await promise;
  } catch (caught) {
    error = caught;
  }
  check(typeof error === 'object' && error !== null && 'code' in error, `${what}: ${String(error)} instead of a rejection with ${codes.join(' or ')}`);
  const code = String(error.code);
  check(codes.includes(code), `${what}: rejected with ${code} instead of ${codes.join(' or ')}`);
  return code;
}
