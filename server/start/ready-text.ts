import type { FirstOperator } from '#server/domain';
import type { DemoSignIn } from '#server/jobs';

/** What the start tells an operator. */
export interface ReadyFacts {
  readonly name: string;
  readonly version: string;
  /** Address to print, without a trailing slash. */
  readonly base: string;
  /** The same on this machine. */
  readonly local: string;
  readonly dataDir: string;
  readonly demo: DemoSignIn | null;
  /** Set at the first start only. */
  readonly operator: FirstOperator | null;
  readonly elapsedMs: number;
}

/** The lines printed once the server answers: every address a person needs, and the demo account's sign-in. */
export function readyText(facts: ReadyFacts): string {
  const { base, demo } = facts;
  const lines = ['', `${facts.name} ${facts.version} is ready (${(facts.elapsedMs / 1000).toFixed(1)} s).`, '', `  TV app      ${base}/`];
  if (facts.local !== base) lines.push(`              ${facts.local}/ on this machine`);
  lines.push(`  Phone page  ${base}/tv`);
  if (demo === null) {
    lines.push(`  Xtream      ${base}`);
  } else {
    const query = `username=${encodeURIComponent(demo.stream.username)}&password=${encodeURIComponent(demo.stream.password)}`;
    lines.push(
      `  Sign in     name ${demo.name}   password ${demo.password}`,
      `  Xtream      ${base}   user ${demo.stream.username}   password ${demo.stream.password}`,
      `  Playlist    ${base}/get.php?${query}&type=m3u_plus&output=ts`,
      `  Guide       ${base}/xmltv.php?${query}`,
    );
  }
  lines.push(`  Console     ${base}/console${facts.operator === null ? '' : `   name ${facts.operator.name}   password ${facts.operator.password}   (shown this once)`}`);
  lines.push('', `  Data in ${facts.dataDir}. Stop with Ctrl+C.`, '');
  return lines.join('\n');
}
