import type { ColumnarGuideBuilder } from './guide-builder';
import { TextReader } from './text-reader';
import { INCOMPLETE, TagReader, findByte, isName } from './xml-scan';

const [LESS, SLASH] = [0x3c, 0x2f];
const MAX_NAMES = 12;

/** Reads `<channel>` elements into the builder. Few and small: decoded at once. */
export class ChannelElement {
  private readonly tag = new TagReader();
  private readonly text = new TextReader();

  constructor(private readonly builder: ColumnarGuideBuilder) {}

  /** Reads the element at `less`; the position behind it, or -1 when it does not end here. */
  read(bytes: Uint8Array, less: number, end: number): number {
    const { tag, text } = this;
    text.reset();
    text.newBytes();
    tag.open(bytes, less + 8, end);
    let id = '';
    while (tag.next()) if (tag.is('id')) id = text.attribute(bytes, tag.valueStart, tag.valueEnd);
    if (tag.end === INCOMPLETE) return INCOMPLETE;
    const names: string[] = [];
    let icon = '';
    let pos = tag.end;
    let isOpen = !tag.isSelfClosing;
    while (isOpen) {
      const at = findByte(bytes, LESS, pos, end);
      // Room to tell the longest name here.
      if (at < 0 || at + 14 > end) {
        if (at < 0 || !isName(bytes, at + 2, end, 'channel')) return INCOMPLETE;
      }
      pos = at + 1;
      if (bytes[at + 1] === SLASH) {
        if (!isName(bytes, at + 2, end, 'channel')) continue;
        const close = findByte(bytes, 0x3e, at, end);
        if (close < 0) return INCOMPLETE;
        pos = close + 1;
        isOpen = false;
      } else if (isName(bytes, at + 1, end, 'programme') || isName(bytes, at + 1, end, 'channel')) {
        // The end tag is missing.
        pos = at;
        isOpen = false;
      } else if (isName(bytes, at + 1, end, 'display-name')) {
        tag.open(bytes, at + 13, end);
        while (tag.next());
        if (tag.end === INCOMPLETE) return INCOMPLETE;
        pos = tag.end;
        if (tag.isSelfClosing) continue;
        pos = text.read(bytes, tag.end, end, 'display-name');
        if (pos === INCOMPLETE) return INCOMPLETE;
        const name = text.text();
        if (name !== '' && names.length < MAX_NAMES && names.indexOf(name) < 0) names.push(name);
      } else if (isName(bytes, at + 1, end, 'icon')) {
        tag.open(bytes, at + 5, end);
        while (tag.next()) if (tag.is('src') && icon === '') icon = text.attribute(bytes, tag.valueStart, tag.valueEnd);
        if (tag.end === INCOMPLETE) return INCOMPLETE;
        pos = tag.end;
      }
    }
    if (id !== '') this.builder.addChannel({ id, names, icon });
    return pos;
  }
}
