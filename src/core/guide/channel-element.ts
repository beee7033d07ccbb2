import type { ColumnarGuideBuilder } from './guide-builder';
import { TextReader, behindTag } from './text-reader';
import * as NAME from './xml-name';
import { nameAt } from './xml-names';
import { INCOMPLETE, TagReader } from './xml-scan';

const [LESS, AMPERSAND, SLASH] = [0x3c, 0x26, 0x2f];
const MAX_NAMES = 12;

/** Reads `<channel>` elements into the builder. Few and small: decoded at once. */
export class ChannelElement {
  isSelfClosing = false;
  private readonly tag = new TagReader();
  private readonly text: TextReader;
  private id = '';

  constructor(private readonly builder: ColumnarGuideBuilder) {
    this.text = new TextReader(builder.work);
  }

  /** New bytes are at hand. */
  begin(): void {
    this.text.begin();
  }

  /** Reads the start tag at `less`; the position behind it, or -1 when it does not end before `end`. */
  readTag(less: number, end: number): number {
    const { tag } = this;
    this.id = '';
    tag.open(this.builder.work.bytes, less + 8, end);
    while (tag.next()) if (tag.name === NAME.ID) this.id = this.attribute();
    this.isSelfClosing = tag.isSelfClosing;
    return tag.end;
  }

  /** Reads what stands in `bytes[from..end)` of the buffer and gives the channel to the builder. */
  readInside(from: number, end: number): void {
    const { bytes } = this.builder.work;
    const names: string[] = [];
    let icon = '';
    for (let at = from; at < end; ) {
      if (bytes[at] !== LESS) {
        at += 1;
      } else if (bytes[at + 1] === SLASH) {
        at = behindTag(bytes, at, end);
      } else if (nameAt(bytes, at + 1, end) === NAME.DISPLAY_NAME) {
        at = this.name(at, end, names);
      } else if (nameAt(bytes, at + 1, end) === NAME.ICON) {
        this.tag.open(bytes, at + 5, end);
        while (this.tag.next()) if (this.tag.name === NAME.SRC && icon === '') icon = this.attribute();
        at = this.tag.end === INCOMPLETE ? end : this.tag.end;
      } else {
        at += 1;
      }
    }
    if (this.id !== '') this.builder.addChannel({ id: this.id, names, icon });
  }

  private name(less: number, end: number, names: string[]): number {
    const { tag, text } = this;
    const { bytes } = this.builder.work;
    tag.open(bytes, less + 13, end);
    if (tag.skip() === INCOMPLETE) return end;
    if (tag.isSelfClosing) return tag.end;
    let mark = tag.end;
    while (mark < end && bytes[mark] !== LESS && bytes[mark] !== AMPERSAND) mark += 1;
    const behind = text.read(tag.end, mark, end, NAME.DISPLAY_NAME);
    const name = text.text();
    if (name !== '' && names.length < MAX_NAMES && names.indexOf(name) < 0) names.push(name);
    return behind;
  }

  private attribute(): string {
    this.text.takeAttribute(this.tag.valueStart, this.tag.valueEnd);
    return this.text.text();
  }
}
