import { AppError, fail, ok } from '../base';
import type { Result } from '../base';

/** Deeper nesting than any panel sends; guards the stack. */
const MAX_DEPTH = 64;
/** Starts tried in text before the JSON: PHP warnings hold brackets of their own. */
const MAX_STARTS = 20;

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Reads JSON that a strict parser refuses: raw control characters, missing ends, trailing commas, quotes within texts. */
class LooseReader {
  pos: number;
  isCut = false;

  constructor(
    private readonly text: string,
    start: number,
  ) {
    this.pos = start;
  }

  value(depth: number): unknown {
    this.skipBlanks();
    const first = this.text.charAt(this.pos);
    if (first === '{') return depth > MAX_DEPTH ? this.giveUp() : this.object(depth);
    if (first === '[') return depth > MAX_DEPTH ? this.giveUp() : this.array(depth);
    if (first === '"') return this.string();
    return this.literal();
  }

  private giveUp(): null {
    this.pos = this.text.length;
    this.isCut = true;
    return null;
  }

  private skipBlanks(): void {
    while (this.pos < this.text.length && this.text.charCodeAt(this.pos) <= 0x20) this.pos += 1;
  }

  private object(depth: number): unknown {
    const found: Record<string, unknown> = {};
    this.pos += 1;
    for (;;) {
      this.skipTo('"}');
      if (this.pos >= this.text.length) {
        this.isCut = true;
        return found;
      }
      if (this.text.charAt(this.pos) === '}') {
        this.pos += 1;
        return found;
      }
      const name = this.string();
      this.skipBlanks();
      if (this.text.charAt(this.pos) !== ':') continue;
      this.pos += 1;
      const value = this.value(depth + 1);
      if (name !== '__proto__' && value !== undefined) found[name] = value;
    }
  }

  private array(depth: number): unknown {
    const found: unknown[] = [];
    this.pos += 1;
    for (;;) {
      while (this.pos < this.text.length && (this.text.charCodeAt(this.pos) <= 0x20 || this.text.charAt(this.pos) === ',')) this.pos += 1;
      if (this.pos >= this.text.length) {
        this.isCut = true;
        return found;
      }
      if (this.text.charAt(this.pos) === ']') {
        this.pos += 1;
        return found;
      }
      const before = this.pos;
      const value = this.value(depth + 1);
      if (value !== undefined) found.push(value);
      // Something like a stray brace: never stand still.
      if (this.pos === before) this.pos += 1;
    }
  }

  private skipTo(wanted: string): void {
    while (this.pos < this.text.length && wanted.indexOf(this.text.charAt(this.pos)) < 0) this.pos += 1;
  }

  private string(): string {
    const { text } = this;
    let out = '';
    let from = this.pos + 1;
    let at = from;
    for (; at < text.length; at += 1) {
      const char = text.charAt(at);
      if (char === '"') {
        if (endsString(text, at + 1)) break;
      } else if (char === '\\') {
        out += text.slice(from, at);
        const next = text.charAt(at + 1);
        if (next === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) {
          out += String.fromCharCode(parseInt(text.slice(at + 2, at + 6), 16));
          at += 5;
        } else {
          out += ESCAPES[next] ?? next;
          at += 1;
        }
        from = at + 1;
      }
    }
    if (at >= text.length) this.isCut = true;
    out += text.slice(from, at);
    this.pos = Math.min(text.length, at + 1);
    return out;
  }

  private literal(): unknown {
    const match = /^[^,\]}\s]*/.exec(this.text.slice(this.pos, this.pos + 40));
    const word = match?.[0] ?? '';
    this.pos += word.length;
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    const value = word === '' ? NaN : Number(word);
    return Number.isFinite(value) ? value : undefined;
  }
}

/** Whether a quote before `pos` closes its text: what follows belongs to the structure. */
function endsString(text: string, pos: number): boolean {
  let at = pos;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at >= text.length || ',:}]"'.indexOf(text.charAt(at)) >= 0;
}

/** A JSON value that was found, and whether its end was missing. */
export interface LooseJson {
  readonly value: unknown;
  readonly isCut: boolean;
}

function parseStrict(text: string): LooseJson | null {
  try {
    return { value: JSON.parse(text) as unknown, isCut: false };
  } catch {
    // The loose reader judges what strict JSON is not.
    return null;
  }
}

/** Where a JSON object or array plausibly begins: `{` before a name or its end, `[` before a value or its end. */
function findStarts(text: string): readonly number[] {
  const starts: number[] = [];
  const pattern = /\{\s*["}]|\[\s*[[{"\]\d]/g;
  for (let match = pattern.exec(text); match !== null && starts.length < MAX_STARTS; match = pattern.exec(text)) {
    starts.push(match.index);
    pattern.lastIndex = match.index + 1;
  }
  return starts;
}

/**
 * Reads an answer that should be JSON: with a byte order mark, PHP warnings before it, text behind it, raw control characters, or a
 * missing end. Errors: `source.empty`, `source.html-answer` (a page and no JSON in it), `source.not-json`.
 */
export function parseLooseJson(body: string): Result<LooseJson, AppError> {
  const text = body.replace(/^\ufeff/, '').trim();
  if (text === '') return fail(new AppError('source.empty'));
  const strict = parseStrict(text);
  if (strict !== null) return ok(strict);
  for (const start of findStarts(text)) {
    const close = text.charAt(start) === '{' ? '}' : ']';
    const exact = parseStrict(text.slice(start, text.lastIndexOf(close) + 1));
    // Empty brackets within a sentence are no answer; at one of its ends they are.
    const isAlone = start === 0 || text.length - start === 2;
    if (exact !== null && (isAlone || isPlausible(exact.value))) return ok(exact);
    const reader = new LooseReader(text, start);
    const value = reader.value(0);
    if (isPlausible(value)) return ok({ value, isCut: reader.isCut });
  }
  return fail(new AppError(text.charAt(0) === '<' ? 'source.html-answer' : 'source.not-json'));
}

/** Whether the loose reader found more than a bracket in a sentence. */
function isPlausible(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
