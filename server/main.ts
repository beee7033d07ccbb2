import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toAppError } from '#core/base';
import { namedByBrand, readConfig } from '#server/config';
import { createLog } from '#server/log';
import { printedBase, readyText, startServer } from '#server/start';
import { version } from '../package.json';

/** A stop that takes longer than this is cut: a supervisor would kill us anyway. */
const STOP_TIMEOUT_MS = 5000;

const startedMs = performance.now();

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const read = readConfig(process.env, process.cwd());
  if (!read.ok) {
    fail(read.error.message);
    return;
  }
  const config = namedByBrand(read.value);
  const log = createLog(config.logLevel);
  const importProgram = fileURLToPath(new URL('./import.js', import.meta.url));
  const operatorProgram = fileURLToPath(new URL('./operator.js', import.meta.url));
  const programs = { ...(existsSync(importProgram) ? { importProgram } : {}), ...(existsSync(operatorProgram) ? { operatorProgram } : {}) };
  const server = await startServer(config, version, log, () => Date.now(), programs);
  const { publicUrl, host, name, dataDir } = config;
  const base = printedBase(publicUrl, host, server.port);
  const local = printedBase('', host === '0.0.0.0' || host === '::' ? 'localhost' : host, server.port);
  const elapsedMs = performance.now() - startedMs;
  process.stdout.write(`${readyText({ name, version, base, local, dataDir, demo: server.demo, operator: server.operator, elapsedMs })}\n`);
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    server.stop().catch((error: unknown) => {
      fail(toAppError(error).message);
    });
  };
  process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop);
}

main().catch((error: unknown) => {
  const known = toAppError(error);
  fail(known.code === 'internal.bug' ? String(known.cause instanceof Error ? known.cause.stack : known.message) : known.message);
});
