import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestPlatform } from './start-platform';

const OPERATOR_MS = 60_000;

/** Runs the built operator's program on the data of a platform; answers what it printed. */
export async function runOperator({ dataDir }: Pick<TestPlatform, 'dataDir'>, ...words: readonly string[]): Promise<string> {
  const env = { ...process.env, HEARTH_DATA_DIR: dataDir };
  return (await promisify(execFile)(process.execPath, ['dist/server/operator.js', ...words], { env, timeout: OPERATOR_MS })).stdout;
}
