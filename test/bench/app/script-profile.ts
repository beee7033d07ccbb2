import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { asList, asNumber, asObject, asText } from '#test/harness/cdp';
import type { JsonObject, Page } from '#test/harness/cdp';
import type { ScriptTime } from './trace-frames';

/** Microseconds between two samples. Smaller: the sampling itself slows the page. */
const INTERVAL_US = 250;
/** Lines told of each slow key or frame. */
const MOST_LINES = 25;
const APP = 'dist/web';

/** A key or a frame that took long. */
export interface SlowThing extends ScriptTime {
  readonly name: string;
}

interface Sampled {
  readonly atUs: number;
  /** Functions from the innermost outwards. */
  readonly stack: readonly string[];
}

/** Reads names of functions off the built scripts: minified functions have none, but classes and methods keep theirs. */
class FunctionNames {
  private readonly scripts = new Map<string, readonly string[]>();

  /** `Class.method file:line:column`, as far as it can be told. */
  nameOf(frame: JsonObject): string {
    const name = asText(frame['functionName']) || '(anonymous)';
    const url = asText(frame['url']);
    if (url === '') return name;
    const file = basename(url);
    const line = asNumber(frame['lineNumber']);
    const column = asNumber(frame['columnNumber']);
    const lines = this.linesOf(file);
    const text = [...lines.slice(Math.max(0, line - 500), line), (lines[line] ?? '').slice(0, column)].join('\n');
    const owner = Array.from(text.slice(-60_000).matchAll(/\bclass\s+([A-Z][\w$]*)/g)).at(-1)?.[1];
    return `${owner === undefined ? '' : `${owner}.`}${name} ${file}:${String(line + 1)}:${String(column + 1)}`;
  }

  private linesOf(file: string): readonly string[] {
    let lines = this.scripts.get(file);
    if (lines === undefined) {
      try {
        lines = readFileSync(join(APP, file), 'utf8').split('\n');
      } catch {
        lines = [];
      }
      this.scripts.set(file, lines);
    }
    return lines;
  }
}

function readSamples(profile: JsonObject, names: FunctionNames): readonly Sampled[] {
  const nodes = new Map(asList(profile['nodes']).map(asObject).map((node) => [asNumber(node['id']), node]));
  const parents = new Map<number, number>();
  for (const [id, node] of nodes) for (const child of asList(node['children'] ?? [])) parents.set(asNumber(child), id);
  const stacks = new Map<number, readonly string[]>();
  const stackOf = (id: number): readonly string[] => {
    const known = stacks.get(id);
    if (known !== undefined) return known;
    const parent = parents.get(id);
    const stack = [names.nameOf(asObject(nodes.get(id)?.['callFrame'])), ...(parent === undefined ? [] : stackOf(parent))];
    stacks.set(id, stack);
    return stack;
  };
  let atUs = asNumber(profile['startTime']);
  const deltas = asList(profile['timeDeltas']);
  return asList(profile['samples']).map((id, index) => {
    atUs += asNumber(deltas[index]);
    return { atUs, stack: stackOf(asNumber(id)) };
  });
}

function topLines(title: string, shares: ReadonlyMap<string, number>, all: number, ms: number): readonly string[] {
  const rows = [...shares].sort(([, a], [, b]) => b - a).slice(0, MOST_LINES);
  return [`  ${title}`, ...rows.map(([name, count]) => `    ${((count / all) * ms).toFixed(1).padStart(7)} ms  ${name}`)];
}

/** What the functions took in one slow thing, by themselves and with what they called. */
function describe(thing: SlowThing, samples: readonly Sampled[]): readonly string[] {
  const within = samples.filter(({ atUs }) => thing.spans.some(({ fromUs, toUs }) => atUs >= fromUs && atUs <= toUs));
  const own = new Map<string, number>();
  const total = new Map<string, number>();
  for (const { stack } of within) {
    own.set(stack[0] ?? '', (own.get(stack[0] ?? '') ?? 0) + 1);
    for (const name of new Set(stack)) total.set(name, (total.get(name) ?? 0) + 1);
  }
  return [`${thing.name}: ${thing.ms.toFixed(1)} ms, ${String(within.length)} samples`, ...topLines('by itself', own, within.length, thing.ms), ...topLines('with what it calls', total, within.length, thing.ms), ''];
}

/** Samples of what the page's scripts do, written as files for the engine's own tools (`.cpuprofile`) and as lists per slow key (`.txt`). */
export class ScriptProfile {
  private readonly folder: string;
  private readonly names = new FunctionNames();

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Does `work` while samples are taken; `slowOf` picks what is told in detail. */
  async record<T>(page: Page, name: string, work: () => Promise<T>, slowOf: (result: T) => readonly SlowThing[]): Promise<T> {
    await page.send('Profiler.enable');
    await page.send('Profiler.setSamplingInterval', { interval: INTERVAL_US });
    await page.send('Profiler.start');
    const result = await work();
    const profile = asObject((await page.send('Profiler.stop'))['profile']);
    await page.send('Profiler.disable');
    const samples = readSamples(profile, this.names);
    const file = join(this.folder, name.toLowerCase().replace(/\W+/g, '-'));
    writeFileSync(`${file}.cpuprofile`, JSON.stringify(profile));
    writeFileSync(`${file}.txt`, slowOf(result).flatMap((thing) => describe(thing, samples)).join('\n'));
    return result;
  }
}
