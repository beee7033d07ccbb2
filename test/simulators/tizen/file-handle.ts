import { WebApiException } from './web-api-exception';

/** How a file may be opened; `rwo` and `w` begin with an empty one. */
export type OpenMode = 'a' | 'r' | 'rw' | 'rwo' | 'w';

/** What a handle works on: the bytes of one stored file, one letter each. */
export interface FileBytes {
  read(): string;
  write(bytes: string): void;
  /** Runs work later, as the set's other thread does, and hands its result or what it threw on. */
  later(work: () => unknown, ok: unknown, failed: unknown): void;
}

/** Bytes as one letter each. */
export function lettersOf(bytes: Uint8Array): string {
  let letters = '';
  for (const byte of Array.from(bytes)) letters += String.fromCharCode(byte);
  return letters;
}

/** Letters that stand for a byte each, as bytes. */
export function bytesOf(letters: string): Uint8Array {
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

/** The first characters of a text, counted as the set counts them: what takes two places in a text is one. */
function firstCharacters(text: string, count: unknown): string {
  return typeof count === 'number' ? Array.from(text).slice(0, count).join('') : text;
}

/** An open file (Tizen 5.0). Errors: `IOError` once it is closed, and for what its mode does not allow; `NotSupportedError` for unknown encodings. */
export class SimulatedFileHandle {
  readonly path: string;
  private readonly mode: OpenMode;
  private readonly bytes: FileBytes;
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();
  private at = 0;
  private isClosed = false;

  constructor(path: string, mode: OpenMode, bytes: FileBytes) {
    this.path = path;
    this.mode = mode;
    this.bytes = bytes;
  }

  seek(offset: unknown, whence: unknown = 'BEGIN'): number {
    this.need('any');
    if (typeof offset !== 'number') throw new WebApiException('TypeMismatchError', 'offset');
    const from = whence === 'CURRENT' ? this.at : whence === 'END' ? this.bytes.read().length : 0;
    if (from + offset < 0) throw new WebApiException('IOError', 'before the beginning of the file');
    this.at = from + offset;
    return this.at;
  }

  readString(count?: unknown, encoding: unknown = 'UTF-8'): string {
    this.need('read');
    const rest = this.bytes.read().slice(this.at);
    const isLatin = encoding === 'ISO-8859-1';
    if (!isLatin && encoding !== 'UTF-8') throw new WebApiException('NotSupportedError', String(encoding));
    const text = firstCharacters(isLatin ? rest : this.decoder.decode(bytesOf(rest)), count);
    this.at += isLatin ? text.length : this.encoder.encode(text).length;
    return text;
  }

  readData(size?: unknown): Uint8Array {
    this.need('read');
    const rest = this.bytes.read().slice(this.at);
    const letters = typeof size === 'number' ? rest.slice(0, size) : rest;
    this.at += letters.length;
    return bytesOf(letters);
  }

  writeString(text: unknown): number {
    if (typeof text !== 'string') throw new WebApiException('TypeMismatchError', 'a text');
    return this.writeData(this.encoder.encode(text));
  }

  writeData(data: unknown): number {
    this.need('write');
    if (!(data instanceof Uint8Array)) throw new WebApiException('TypeMismatchError', 'a Uint8Array');
    const before = this.bytes.read();
    const at = this.mode === 'a' ? before.length : this.at;
    this.bytes.write(before.slice(0, at).padEnd(at, '\0') + lettersOf(data) + before.slice(at + data.length));
    this.at = at + data.length;
    return data.length;
  }

  flush(): void {
    this.need('any');
  }

  sync(): void {
    this.need('any');
  }

  close(): void {
    this.need('any');
    this.isClosed = true;
  }

  seekNonBlocking(offset: unknown, ok?: unknown, failed?: unknown, whence?: unknown): void {
    this.bytes.later(() => this.seek(offset, whence), ok, failed);
  }

  readStringNonBlocking(ok?: unknown, failed?: unknown, count?: unknown, encoding?: unknown): void {
    this.bytes.later(() => this.readString(count, encoding), ok, failed);
  }

  readDataNonBlocking(ok?: unknown, failed?: unknown, size?: unknown): void {
    this.bytes.later(() => this.readData(size), ok, failed);
  }

  writeStringNonBlocking(text: unknown, ok?: unknown, failed?: unknown): void {
    this.bytes.later(() => this.writeString(text), ok, failed);
  }

  writeDataNonBlocking(data: unknown, ok?: unknown, failed?: unknown): void {
    this.bytes.later(() => this.writeData(data), ok, failed);
  }

  closeNonBlocking(ok?: unknown, failed?: unknown): void {
    this.bytes.later(() => { this.close(); }, ok, failed);
  }

  private need(what: 'read' | 'write' | 'any'): void {
    if (this.isClosed) throw new WebApiException('IOError', 'the file is closed');
    if (what === 'read' && (this.mode === 'a' || this.mode === 'w')) throw new WebApiException('IOError', 'not open for reading');
    if (what === 'write' && this.mode === 'r') throw new WebApiException('IOError', 'not open for writing');
  }
}
