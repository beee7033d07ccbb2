/** Longest text looked at; real ones have twenty characters. */
const MAX_BYTES = 96;
const [SLASH, DOT, SPACE] = [0x2f, 0x2e, 0x20];

/** Season and episode of a programme, counted from 1; 0 when unknown. */
export class EpisodeNumber {
  season = 0;
  episode = 0;
  private at = 0;

  clear(): void {
    this.season = 0;
    this.episode = 0;
  }

  /** Reads `xmltv_ns` (`1.2.0/1`, ` 3 / 5 . 11/20 . `, `.7.`), which counts from zero. `false` when it holds no number. */
  readZeroBased(bytes: Uint8Array, start: number, end: number): boolean {
    this.at = start;
    let hasNumber = false;
    for (let part = 0; part < 2; part += 1) {
      const number = this.number(bytes, end) + 1;
      if (number > 0) {
        hasNumber = true;
        if (part === 0) this.season = number;
        else this.episode = number;
      }
      while (this.at < end && bytes[this.at] !== DOT) this.at += 1;
      this.at += 1;
    }
    return hasNumber;
  }

  /** Reads what people write: `S01E02`, `s1 ep. 2`, `Season 2 Episode 3`, `E12`. `false` when it holds no such number. */
  readWritten(bytes: Uint8Array, start: number, end: number): boolean {
    let text = '';
    for (let at = start; at < end && text.length < MAX_BYTES; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
    const both = /(?:^|[^A-Za-z])S(?:eason)?\s*(\d{1,4})[\s.:,/-]*E(?:p(?:isode)?)?\.?\s*(\d{1,5})/i.exec(text);
    const one = both ?? /(?:^|[^A-Za-z])(?:E|Ep|Episode|Folge)()\.?\s*(\d{1,5})/i.exec(text);
    if (one === null) return false;
    if (both !== null) this.season = Number(both[1]);
    this.episode = Number(one[2]);
    return true;
  }

  /** The number at `at`, spaces around it and a total behind a slash skipped; -1 when there is none. */
  private number(bytes: Uint8Array, end: number): number {
    while (this.at < end && (bytes[this.at] ?? 0) <= SPACE) this.at += 1;
    let value = -1;
    for (; this.at < end && value < 1_000_000; this.at += 1) {
      const digit = (bytes[this.at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) break;
      value = Math.max(0, value) * 10 + digit;
    }
    while (this.at < end && (bytes[this.at] ?? 0) <= SPACE) this.at += 1;
    if (this.at < end && bytes[this.at] === SLASH) while (this.at < end && bytes[this.at] !== DOT) this.at += 1;
    return value;
  }
}
