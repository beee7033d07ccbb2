import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LeashedProcess } from '#test/harness/process';

/** A server that speaks S3, as long as a test file lives. It knows who asks, but does not work out signatures of version 4. */
export interface TestS3 {
  /** `s3://…` of an empty bucket. */
  readonly url: string;
  stop(): Promise<void>;
}

const START_MS = 20_000;

/** Starts s3rver on a free port with an empty bucket, in a process of its own. */
export async function startS3(): Promise<TestS3> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-s3-'));
  const program = join(process.cwd(), 'node_modules/s3rver/bin/s3rver.js');
  // It makes the marks of its pages with a cipher that newer OpenSSL keeps apart.
  const words = ['--openssl-legacy-provider', program, '--address', '127.0.0.1', '--port', '0', '--directory', folder, '--configure-bucket', 'hearth'];
  const server = new LeashedProcess(process.execPath, words, { env: { PATH: process.env['PATH'] ?? '' }, cwd: process.cwd() });
  const port = await server.until(() => /listening on 127\.0\.0\.1:(\d+)/.exec(server.output)?.[1], { name: 's3rver', ready: 'port', timeoutMs: START_MS });
  return {
    url: `s3://S3RVER:S3RVER@127.0.0.1:${port}/hearth/platform?plain=1`,
    stop: async () => {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
