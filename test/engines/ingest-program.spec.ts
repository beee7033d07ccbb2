import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createIngestProgram } from '#core/ingest';
import type { IngestAnswer, IngestJob, IngestRequest } from '#core/ingest';
import type { SourceId } from '#core/base';
import { launchBrowser } from '#test/harness/cdp';
import type { Browser } from '#test/harness/cdp';
import { seededPlaylist } from '#test/harness/ingest';
import { maskScript, prepareEngine } from '.';

/** Which engine stands for which set. Masks reach the page only, so that workers are tried without. */
const ENGINES = [
  { set: 'webOS 3 (APIs of Chrome 38)', id: '63', mask: 38, file: 'webos/ingest-program-legacy.js', where: 'page' },
  { set: 'Tizen 3.0 (APIs of Chrome 47)', id: '63', mask: 47, file: 'tizen/ingest-program-legacy.js', where: 'page' },
  { set: 'Tizen 5.0', id: '63', mask: null, file: 'tizen/ingest-program-legacy.js', where: 'worker' },
  { set: 'Tizen 6.0', id: '76', mask: null, file: 'tizen/ingest-program-modern.js', where: 'worker' },
] as const;

const JOB: IngestJob = { kind: 'm3u', sourceId: 's' as SourceId, knownRevision: '', isProbe: false };
const PACKED = new Uint8Array(gzipSync(seededPlaylist(300)));

/** The words of a whole job, without its bytes. */
const words: readonly IngestRequest[] = [
  { type: 'start', id: 1, job: JOB, mayInflate: false },
  { type: 'part', id: 1, part: { what: 'playlist', address: 'http://h.example/', charset: '', lengthBytes: -1 } },
  { type: 'bytes', id: 1, bytes: new Uint8Array(0) },
  { type: 'part-end', id: 1, isBroken: false },
  { type: 'end', id: 1 },
];

/** ECMAScript 5: says the words to the program, and answers what came of it. */
const PAGE = `
  var words = ${JSON.stringify(words)};
  var packed = atob('${Buffer.from(PACKED).toString('base64')}');
  words[2].bytes = new Uint8Array(packed.length);
  for (var i = 0; i < packed.length; i += 1) words[2].bytes[i] = packed.charCodeAt(i);
  function tell(answer) {
    if (answer.type === 'done') window.told = answer.result.revision + ' ' + answer.result.progress.channels;
    if (answer.type === 'failed') window.told = JSON.stringify(answer);
  }
  function runHere(file) {
    window.hearthProgram = function (script) {
      var exported = {};
      script(exported);
      var program = exported.createProgram({ post: tell, wake: function () {} });
      words.forEach(function (word) { program.receive(word); });
      for (var work = program.work(); !work.next().done; );
    };
    var element = document.createElement('script');
    element.src = file;
    document.body.appendChild(element);
  }
  function runInWorker(file) {
    var worker = new Worker(file);
    worker.onmessage = function (event) { tell(event.data); };
    worker.onerror = function (event) { window.told = event.message; };
    words.forEach(function (word) { worker.postMessage(word, word.bytes ? [word.bytes.buffer] : []); });
  }
`;

/** What the same words come to in Node. */
function expected(): string {
  const answers: IngestAnswer[] = [];
  const program = createIngestProgram({ post: (answer) => answers.push(answer), wake: () => undefined });
  for (const word of words) program.receive(word.type === 'bytes' ? { ...word, bytes: PACKED } : word);
  for (const work = program.work(); work.next().done !== true; );
  const done = answers.find((answer) => answer.type === 'done');
  return done?.type === 'done' ? `${done.result.revision} ${String(done.result.progress.channels)}` : JSON.stringify(answers);
}

let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/') response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><meta charset="utf-8"><body><script>${PAGE}</script></body>`);
    else if (existsSync(`dist${path}`)) response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(`dist${path}`));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('the program that reads lists', () => {
  test.each(ENGINES)('reads the same in the engine of $set, in a $where', async ({ id, mask, file, where }) => {
    const browser: Browser = await launchBrowser({ engine: prepareEngine(id) });
    try {
      if (mask !== null) await browser.page.addInitScript(maskScript(mask));
      await browser.page.navigate(address);
      await browser.page.evaluate(`${where === 'page' ? 'runHere' : 'runInWorker'}(${JSON.stringify(`/${file}`)})`);
      expect(await browser.page.waitFor('window.told', { timeoutMs: 60_000 })).toBe(expected());
      expect(browser.page.log.exceptions).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 120_000);
});
