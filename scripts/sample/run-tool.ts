import { execFile } from 'node:child_process';

/** Runs a program to its end; resolves with what it printed, rejects when it fails. */
export function runTool(program: string, parameters: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    execFile(program, [...parameters], { encoding: 'buffer', maxBuffer: 1 << 30 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program} failed: ${stderr.toString('utf8').slice(0, 2000)}`));
    });
  });
}
