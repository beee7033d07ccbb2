import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Where made data lies between runs; may be removed at any time. */
const FOLDER = '.cache/bench';
const BUFFER_CHARS = 1 << 18;

/** Takes made data piece by piece. */
export interface DataWriter {
  /** Appends text as UTF-8. */
  text(text: string): void;
  /** Appends bytes as they are, for what is no UTF-8. */
  raw(bytes: Uint8Array): void;
}

/** A file written piece by piece, so that its size does not matter. */
class FileWriter implements DataWriter {
  private pending = '';

  constructor(private readonly file: number) {}

  text(text: string): void {
    this.pending += text;
    if (this.pending.length >= BUFFER_CHARS) this.flush();
  }

  raw(bytes: Uint8Array): void {
    this.flush();
    writeSync(this.file, bytes);
  }

  /** Writes what is held back. */
  flush(): void {
    if (this.pending === '') return;
    writeSync(this.file, this.pending);
    this.pending = '';
  }
}

/** A file of made data and the truth about it. */
export interface DataFile {
  readonly path: string;
  readonly truthPath: string;
  readonly bytes: number;
}

/**
 * The file of a name, made by `make` unless an earlier run left it. `name` must change with everything the content depends on.
 * `make` returns the truth: see `TruthWriter`.
 */
export function dataFile(name: string, make: (out: DataWriter) => Uint8Array): DataFile {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, name);
  const truthPath = `${path}.truth`;
  if (!existsSync(path) || !existsSync(truthPath)) {
    const part = `${path}.part`;
    const file = openSync(part, 'w');
    let truth: Uint8Array;
    try {
      const out = new FileWriter(file);
      truth = make(out);
      out.flush();
    } finally {
      closeSync(file);
    }
    const truthFile = openSync(truthPath, 'w');
    for (let from = 0; from < truth.length; from += 1 << 26) writeSync(truthFile, truth, from, Math.min(1 << 26, truth.length - from));
    closeSync(truthFile);
    renameSync(part, path);
  }
  return { path, truthPath, bytes: statSync(path).size };
}
