import type { BrandProblem } from './brand-problem';

/** What a text field must look like, with the words shown when it does not. */
export interface TextRule {
  readonly accepts: RegExp | ((text: string) => boolean);
  /** Second half of "must be …". */
  readonly must: string;
  /** JSON of a value that would be accepted. */
  readonly example: string;
}

/** Whether a text keeps a rule. */
export function keepsRule(text: string, rule: TextRule): boolean {
  return rule.accepts instanceof RegExp ? rule.accepts.test(text) : rule.accepts(text);
}

/**
 * Reads an object that a person wrote, field by field, and keeps a list of everything wrong with it instead of stopping
 * at the first. A field that was wrong reads as an empty value: look at `problems` before using any.
 */
export class FieldReader {
  private readonly fields: Readonly<Record<string, unknown>>;
  private readonly known = new Set<string>();

  constructor(
    value: unknown,
    private readonly path: string,
    readonly problems: BrandProblem[],
    example = '{ … }',
  ) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.fields = isObject ? Object.fromEntries(Object.entries(value)) : {};
    if (!isObject) this.report(path === '' ? 'the file' : path, `must be an object, is ${describe(value)}`, example);
  }

  /** A text that must be there and keep the rule. */
  text(name: string, rule: TextRule): string {
    return this.judge(this.place(name), this.take(name), rule) ?? '';
  }

  /** A text that may be left out; `null` then. */
  optionalText(name: string, rule: TextRule): string | null {
    const value = this.take(name);
    return value === undefined ? null : this.judge(this.place(name), value, rule);
  }

  /** A list of at least one text, without repeats, each keeping the rule. */
  texts(name: string, rule: TextRule): string[] {
    const value = this.take(name);
    const place = this.place(name);
    if (!Array.isArray(value) || value.length === 0) {
      this.report(place, `must be a list with at least one entry, is ${describe(value)}`, `[${rule.example}]`);
      return [];
    }
    const texts: string[] = [];
    value.forEach((entry: unknown, index) => {
      const text = this.judge(`${place}[${index}]`, entry, rule);
      if (text !== null && texts.includes(text)) this.report(`${place}[${index}]`, `repeats "${text}"`, 'leave it out');
      if (text !== null) texts.push(text);
    });
    return texts;
  }

  /** As {@link texts}; absent is empty. */
  optionalTexts(name: string, rule: TextRule): string[] {
    return this.take(name) === undefined ? [] : this.texts(name, rule);
  }

  /** Texts by key; absent is empty. Keys and values keep their own rules. */
  textMap(name: string, key: TextRule, rule: TextRule): Record<string, string> {
    const value = this.take(name);
    if (value === undefined) return {};
    const place = this.place(name);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.report(place, `must be an object, is ${describe(value)}`, `{ ${key.example}: ${rule.example} }`);
      return {};
    }
    const texts: Record<string, string> = {};
    for (const [entryKey, entry] of Object.entries(value)) {
      const isKeyGood = this.judge(`${place}, the key "${entryKey}"`, entryKey, key) !== null;
      const text = this.judge(`${place}.${entryKey}`, entry, rule);
      if (isKeyGood && text !== null) texts[entryKey] = text;
    }
    return texts;
  }

  /** A nested object that must be there. */
  object(name: string, example: string): FieldReader {
    return new FieldReader(this.take(name), this.place(name), this.problems, example);
  }

  /** Reports every field nobody asked for: a misspelt name would otherwise be ignored in silence. */
  refuseUnknown(): void {
    for (const name of Object.keys(this.fields)) {
      if (this.known.has(name)) continue;
      this.report(this.place(name), 'is not a known field', `one of ${[...this.known].sort().join(', ')}`);
    }
  }

  private take(name: string): unknown {
    this.known.add(name);
    return this.fields[name];
  }

  private place(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  private judge(place: string, value: unknown, rule: TextRule): string | null {
    if (value === undefined) {
      this.report(place, `is missing, must be ${rule.must}`, rule.example);
    } else if (typeof value !== 'string') {
      this.report(place, `must be ${rule.must}, is ${describe(value)}`, rule.example);
    } else if (!keepsRule(value, rule)) {
      this.report(place, `must be ${rule.must}, is ${JSON.stringify(value)}`, rule.example);
    } else {
      return value;
    }
    return null;
  }

  /** One more thing wrong with a field, which its own rule cannot know. */
  refuse(name: string, reason: string, example: string): void {
    this.report(this.place(name), reason, example);
  }

  private report(field: string, reason: string, example: string): void {
    this.problems.push({ field, reason, example });
  }
}

function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value);
}
