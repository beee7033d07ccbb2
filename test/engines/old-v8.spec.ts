import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { SourceId } from '#core/base';
import { createIngestProgram } from '#core/ingest';
import type { IngestRequest } from '#core/ingest';
import { seededPlaylist } from '#test/harness/ingest';
import { findOldNode, OLD_NODES } from '../../webos/service/testing';
import { broughtApis, evaluatePackage, scriptsOf, type OldV8Outcome, type OldV8Package } from './old-v8';

const ALL = process.env['HEARTH_ENGINES'] === 'all';

/** Which V8s run which half of a package; the oldest of each is its floor. */
const PACKAGES: ReadonlyArray<OldV8Package & { readonly from: string }> = [
  { app: 'webos', bundle: 'legacy', from: '0.12.18' },
  { app: 'tizen', bundle: 'legacy', from: '5.12.0' },
  { app: 'webos', bundle: 'modern', from: '10.24.1' },
  { app: 'tizen', bundle: 'modern', from: '10.24.1' },
];

const versions = OLD_NODES.map(({ version }) => version);
const CASES = PACKAGES.flatMap((each) =>
  OLD_NODES.filter(({ version }) => (ALL ? versions.indexOf(version) >= versions.indexOf(each.from) : version === each.from)).map((node) => ({ ...each, node })),
);

/** ES5, and what each comes to in an engine of today. */
const CHECKS: Readonly<Record<string, readonly [expression: string, expected: unknown]>> = {
  'Array.from takes maps and sets': ['Array.from(new Map([[1, 2]])).concat(Array.from(new Set([3, 4]))).join(" ")', '1,2 3 4'],
  'Array.from takes texts by characters': ['Array.from("a\\ud83d\\ude00b").length', 3],
  'iterators are found by the symbol of the engine': ['[[], "", new Map(), new Set(), new Uint8Array(1)].map(function (list) { return typeof list[Symbol.iterator]; }).join(" ")', 'function function function function function'],
  'iterators count on': ['(function () { var steps = new Set([5, 6])[Symbol.iterator](); return [steps.next().value, steps.next().value, steps.next().done]; })().join(" ")', '5 6 true'],
  'a map keeps its order and its size': ['(function () { var map = new Map(); map.set("b", 1).set("a", 2).set("b", 3); var seen = []; map.forEach(function (value, key) { seen.push(key + value); }); return seen.join(" ") + " " + map.size; })()', 'b3 a2 2'],
  'weak maps': ['(function () { var key = {}; return new WeakMap([[key, 7]]).get(key); })()', 7],
  'Object.assign, entries and values': ['JSON.stringify([Object.assign({ a: 1 }, null, { b: 2 }), Object.entries({ a: 1 }), Object.values({ a: 1 })])', '[{"a":1,"b":2},[["a",1]],[1]]'],
  'arrays: find, findIndex, fill': ['[[1, 2].find(function (x) { return x > 1; }), [1, 2].findIndex(function (x) { return x > 1; }), new Array(2).fill(4).join("")].join(" ")', '2 1 44'],
  'texts: padStart, includes, startsWith, fromCodePoint': ['["5".padStart(3, "0"), "abc".includes("b"), "abc".startsWith("bc", 1), String.fromCodePoint(128512).length].join(" ")', '005 true true 2'],
  'typed arrays: fill': ['Array.prototype.join.call(new Uint8Array(3).fill(9).subarray(1))', '9,9'],
  'typed arrays sort by number': ['Array.prototype.join.call(new Uint32Array([10, 9, 1]).sort())', '1,9,10'],
  'promises are there': ['typeof Promise.all + typeof Promise.resolve().then', 'functionfunction'],
};

const PACKED = gzipSync(seededPlaylist(300));
const words: readonly IngestRequest[] = [
  { type: 'start', id: 1, job: { kind: 'm3u', sourceId: 's' as SourceId, knownRevision: '', isProbe: false }, mayInflate: false },
  { type: 'part', id: 1, part: { what: 'playlist', address: 'http://h.example/', charset: '', lengthBytes: -1 } },
  { type: 'bytes', id: 1, bytes: new Uint8Array(0) },
  { type: 'part-end', id: 1, isBroken: false },
  { type: 'end', id: 1 },
];

/** What the same words come to in today's Node, bytes as text. */
function readHere(): unknown {
  let told = '';
  const program = createIngestProgram({
    post(answer) {
      if (answer.type === 'done') told = JSON.stringify(answer.result, (_name, value: unknown) => (value instanceof Uint8Array ? value.join(' ') : value));
    },
    wake: () => undefined,
  });
  for (const word of words) program.receive(word.type === 'bytes' ? { ...word, bytes: new Uint8Array(PACKED) } : word);
  for (const work = program.work(); work.next().done !== true; );
  return JSON.parse(told);
}

describe.each(CASES)('the $app package ($bundle) in V8 $node.v8 ($node.standsFor)', ({ app, bundle, node }) => {
  const folder = join('dist', app);
  const found = findOldNode(node);
  // A Node that cannot be had is named in the title, and nothing passes in silence.
  const run = 'program' in found ? test : test.skip;
  const title = (words: string): string => ('program' in found ? words : `${words}: missing, ${found.missing}`);
  let seen: OldV8Outcome;

  beforeAll(() => {
    if (!('program' in found)) return;
    const own = new Set([`app-${bundle}.js`, `ingest-program-${bundle}.js`]);
    const parts = scriptsOf(folder, bundle).filter((file) => !own.has(file)).map((file) => file.replace(/\.js$/, ''));
    const checks = Object.fromEntries(Object.entries(CHECKS).map(([name, [expression]]) => [name, expression]));
    seen = evaluatePackage(found.program, {
      folder: join(process.cwd(), folder), bundle, parts, asked: broughtApis(folder, { app, bundle }), checks, words, packed: [...PACKED],
      userAgent: `Mozilla/5.0 (Linux) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${/^Chrome (\d+)/.exec(node.standsFor)?.[1] ?? ''}.0.0.0 Safari/537.36`,
    });
  }, 120_000);

  run(title('evaluates every script without an exception'), () => {
    expect([seen.version, seen.v8.startsWith(`${node.v8}.`), seen.bundle]).toEqual([`v${node.version}`, true, bundle]);
    expect(seen.faults).toEqual([]);
    expect([...seen.evaluated].sort()).toEqual(['boot.js', ...scriptsOf(folder, bundle)].sort());
  });

  // The layers of the page, the picture and the canvas; then it is told that nothing can be drawn here, and says so.
  run(title('starts the app up to the canvas'), () => {
    expect(seen.made.slice(0, 4)).toEqual(['div', 'div', 'div', 'video']);
    expect(seen.made).toContain('canvas');
    expect(seen.failedStart).toContain('Hearth could not start: Error: this engine has no 2D canvas');
  });

  run(title('finds what it names, brought by the engine or the polyfills'), () => {
    expect(seen.missing).toEqual([]);
    expect(seen.checks).toEqual(Object.fromEntries(Object.entries(CHECKS).map(([name, [, expected]]) => [name, expected])));
  });

  run(title('reads a list as today’s Node does'), () => {
    expect(JSON.parse(seen.ingest ?? 'null')).toEqual(readHere());
  });
});
