/** Finds the column of a member name by its bytes. Case-sensitive, as JSON is. */
export class JsonNames {
  private readonly slots: Int16Array;
  private readonly mask: number;

  constructor(private readonly names: readonly string[]) {
    let size = 16;
    while (size < names.length * 4) size *= 2;
    this.mask = size - 1;
    this.slots = new Int16Array(size);
    names.forEach((name, column) => {
      let slot = this.hashText(name);
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask;
      this.slots[slot] = column + 1;
    });
  }

  /** The column of `bytes[start..end)`, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0;
    for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    for (let slot = (hash ^ (hash >>> 9)) & this.mask; ; slot = (slot + 1) & this.mask) {
      const column = (this.slots[slot] ?? 0) - 1;
      if (column < 0) return -1;
      if (this.isName(column, bytes, start, end)) return column;
    }
  }

  private isName(column: number, bytes: Uint8Array, start: number, end: number): boolean {
    const name = this.names[column] ?? '';
    if (name.length !== end - start) return false;
    for (let i = 0; i < name.length; i += 1) if (name.charCodeAt(i) !== bytes[start + i]) return false;
    return true;
  }

  private hashText(name: string): number {
    let hash = 0;
    for (let i = 0; i < name.length; i += 1) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
    return (hash ^ (hash >>> 9)) & this.mask;
  }
}
