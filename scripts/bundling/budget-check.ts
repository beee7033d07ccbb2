import { gzipSync } from 'node:zlib';
import { parse } from 'acorn';
import type { Budget } from './bundle-table';

/** One script as it is shipped. */
export interface ShippedScript {
  readonly file: string;
  readonly code: string;
}

/** What newer syntax a script holds than allowed, in words, or `null`. */
export function syntaxProblem(script: ShippedScript, ecmaVersion: 5 | 2017 | 2022, sourceType: 'script' | 'module' = 'script'): string | null {
  try {
    parse(script.code, { ecmaVersion, sourceType, allowHashBang: true });
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = (error as SyntaxError & { readonly pos?: number }).pos ?? 0;
    const near = script.code.slice(Math.max(0, at - 40), at + 40).replace(/\s+/g, ' ');
    return `${script.file} does not parse as ECMAScript ${String(ecmaVersion)}: ${error.message}, near "${near}"`;
  }
}

/** Size of a script as it is and as it travels. */
export function measureScript(code: string): Budget {
  return { rawBytes: Buffer.byteLength(code), gzipBytes: gzipSync(code, { level: 9 }).length };
}

/** What a script exceeds of its budget, with both numbers; empty when it fits. */
export function budgetProblems(file: string, size: Budget, budget: Budget): string[] {
  const problems: string[] = [];
  for (const [what, key] of [['raw', 'rawBytes'], ['gzip', 'gzipBytes']] as const) {
    if (size[key] > budget[key]) {
      const over = size[key] - budget[key];
      problems.push(`${file} is ${String(size[key])} bytes ${what}, ${String(over)} more than its budget of ${String(budget[key])}`);
    }
  }
  return problems;
}
