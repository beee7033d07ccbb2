// A thread that judges pictures: outside Jest, whose modules run such loops many times slower.
import { parentPort, workerData } from 'node:worker_threads';
import { judgePicture } from './judge-picture';

/** What the thread is asked. */
export interface JudgeQuestion {
  readonly name: string;
  readonly file: Uint8Array;
}

const root = String(workerData);
parentPort?.on('message', ({ name, file }: JudgeQuestion) => {
  parentPort?.postMessage(judgePicture(root, name, Buffer.from(file)));
});
