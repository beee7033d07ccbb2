import { runCase } from './contracts';
import type { Benches, ContractName } from './contracts';
import { createPageBenches } from './page-benches';
import type { PageOptions } from './page-benches';

let benches: Promise<Benches> | null = null;

/** Builds the host of this page. */
export async function start(options: PageOptions): Promise<void> {
  benches = createPageBenches(options);
  await benches;
}

/** Runs one rule; answers `kept`, `skipped`, or what is broken. */
export async function run(port: ContractName, name: string): Promise<string> {
  if (benches === null) return 'not started';
  try {
    return await runCase(port, name, (await benches)[port] as never);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
