import type { Plugin } from 'rollup';
import { budgetProblems, measureScript, syntaxProblem } from '../budget-check';
import { PART_BUDGET, VENDOR, type Budget, type BundleRecord } from '../bundle-table';

/** What `scripts/build.mjs` reads off a bundle's plugins. */
export interface BundleCheckApi {
  readonly name: string;
  readonly group: string;
  /** Output file → its size; filled while the bundle is written. */
  readonly sizes: Map<string, Budget>;
}

function budgetOf(file: string, record: Pick<BundleRecord, 'budget'>): Budget | undefined {
  const vendor = /^vendor\/(.+)\.js$/.exec(file)?.[1];
  if (vendor !== undefined) return Object.entries(VENDOR).find(([name]) => name === vendor)?.[1].budget;
  return record.budget === undefined || /^(app|ingest-program)-/.test(file) ? record.budget : PART_BUDGET;
}

/** Refuses a bundle whose scripts hold newer syntax than its televisions read, or are larger than their budget. */
export function bundleCheck(record: Pick<BundleRecord, 'name' | 'group' | 'kind' | 'ecmaVersion' | 'budget'>): Plugin {
  const api: BundleCheckApi = { name: record.name, group: record.group, sizes: new Map() };
  return {
    name: 'bundle-check',
    api,
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const problems: string[] = [];
        for (const output of Object.values(bundle)) {
          if (!output.fileName.endsWith('.js')) continue;
          const code = output.type === 'chunk' ? output.code : Buffer.from(output.source).toString('utf8');
          const problem = syntaxProblem({ file: output.fileName, code }, record.ecmaVersion, record.kind === 'node' ? 'module' : 'script');
          if (problem !== null) problems.push(problem);
          const size = measureScript(code);
          api.sizes.set(output.fileName, size);
          const budget = budgetOf(output.fileName, record);
          if (budget !== undefined) problems.push(...budgetProblems(output.fileName, size, budget));
        }
        if (problems.length > 0) this.error(`Bundle ${record.name}:\n  ${problems.join('\n  ')}`);
      },
    },
  };
}
