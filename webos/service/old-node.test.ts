import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadBrand } from '../../scripts/brand';
import { readFolder, runTool } from '../../scripts/packaging';
import { fixtureAppFiles, makeScratchFolder, writeFiles, type ScratchFolder } from '../../scripts/packaging/testing';
import { buildIpk, readArArchive, readServiceFolder, readTarGz } from '..';
import type { Answer } from './testing/drive';
import { findOldNode, NODE_0_12 } from './testing/old-node';

const ROOT = process.cwd();
const found = findOldNode(NODE_0_12);

interface Seen {
  readonly fault?: string;
  readonly nodeVersion: string;
  readonly heartbeat: Answer;
  readonly info: Answer;
  readonly [body: string]: unknown;
}

/** The service as a television gets it: built into an ipk and unpacked from it again. */
describe('the packaged service on the engine it runs on', () => {
  let scratch: ScratchFolder;

  beforeAll(async () => {
    scratch = makeScratchFolder();
    writeFiles(join(scratch.path, 'app'), fixtureAppFiles());
    writeFiles(scratch.path, { 'phone.js': 'const built = () => 1;' });
    const ipk = await buildIpk({
      appFiles: readFolder(join(scratch.path, 'app')).filter((file) => !file.path.endsWith('.map')),
      serviceFiles: readServiceFolder(join(ROOT, 'webos', 'service'), join(scratch.path, 'phone.js')),
      loaded: loadBrand(ROOT, 'static/brand/hearth.json'),
      platformUrl: '',
      timeSec: 1_793_491_200
    });
    const data = readArArchive(ipk)?.find((member) => member.path === 'data.tar.gz');
    for (const file of await readTarGz(data?.bytes ?? new Uint8Array())) {
      const match = /^usr\/palm\/services\/[^/]+\/(.+)$/.exec(file.path);
      if (match !== null) writeFiles(join(scratch.path, 'service'), { [match[1] ?? '']: file.bytes });
    }
    mkdirSync(join(scratch.path, 'library', 'webos-service'), { recursive: true });
    copyFileSync(
      join(ROOT, 'webos/service/testing/fake-webos-service.js'),
      join(scratch.path, 'library/webos-service/index.js')
    );
  });
  afterAll(() => scratch.remove());

  function drive(program: string): Seen {
    const answer = runTool(
      program,
      [join(ROOT, 'webos/service/testing/old-node-drive.js'), join(scratch.path, 'service')],
      {
        env: { PATH: process.env['PATH'], NODE_PATH: join(scratch.path, 'library') }
      }
    );
    const seen = JSON.parse(answer.stdout.trim().split('\n').pop() ?? '{}') as Seen;
    if (seen.fault !== undefined) throw new Error(seen.fault);
    return seen;
  }

  function expectWorking(seen: Seen): void {
    expect(seen.heartbeat).toMatchObject({ subscribed: true, returnValue: true });
    expect(seen.info).toMatchObject({ serviceId: 'com.hearthtv.app.service', transfers: 0, heartbeats: 1 });
    expect(seen['plain']).toMatchObject({
      status: 200,
      headers: { 'x-seen': 'Own Agent | http://from.example/' },
      body: { text: 'plain text', isWhole: true },
      last: { finished: true, sentBytes: 10 }
    });
    expect(seen['guide']).toMatchObject({ body: { text: '<tv>guide</tv>', isWhole: true } });
    expect(seen['large']).toMatchObject({ body: { bytes: 4_194_304, isWhole: true }, last: { sentBytes: 4_194_304 } });
    expect(seen['phone']).toEqual({
      page: { status: 200, hasForm: true },
      stranger: 403,
      joined: 303,
      remote: { status: 200, hasScript: true },
      said: 204,
      heard: [{ kind: 'joined', name: 'iPhone', isTakeover: false }, { kind: 'key', key: 'ok' }],
      script: 'const built = () => 1;'
    });
    expect(seen['broken']).toMatchObject({ last: { code: 'net.unreachable', returnValue: false } });
  }

  test('works on today’s Node', () => {
    expectWorking(drive(process.execPath));
  });

  if ('program' in found) {
    test('works on Node 0.12, the engine of webOS 3 and 4', () => {
      const seen = drive(found.program);
      expect(seen.nodeVersion).toBe('v0.12.18');
      expectWorking(seen);
    });
  } else {
    test.skip(`works on Node 0.12, the engine of webOS 3 and 4: ${found.missing}`, () => undefined);
  }
});
