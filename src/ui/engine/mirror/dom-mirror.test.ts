import { beforeEach, expect, test } from '@jest/globals';
import { DomMirror } from './dom-mirror';
import type { MirrorContent } from './mirror-surface';

/** As much of an element as the mirror touches; counts what is written. */
class FakeElement {
  id = '';
  readonly attributes = new Map<string, string>();
  readonly children: FakeElement[] = [];
  private words = '';

  constructor(private readonly writes: string[]) {}

  get textContent(): string {
    return this.words;
  }

  set textContent(words: string) {
    this.words = words;
    this.writes.push(`${this.id} ${words}`);
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
    this.writes.push(`${this.id} ${name}`);
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
    this.writes.push(`${this.id} -${name}`);
  }

  appendChild(child: FakeElement): void {
    this.children.push(child);
  }
}

const writes: string[] = [];
let mirror: DomMirror;
let body: FakeElement;
const content: MirrorContent = {
  page: 'home', pageName: 'Home', overlay: '', overlayName: '', group: 'On now', focus: { role: 'listitem', name: 'The Ferry Islands', id: 'ferry', index: 1, count: 5 }, position: '1 of 5',
  facts: new Map(), isBusy: false,
};
/** The element that is read. */
const read = (): FakeElement | undefined => body.children[0]?.children.find(({ attributes }) => attributes.get('data-focused') === 'true');

beforeEach(() => {
  body = new FakeElement(writes);
  mirror = new DomMirror({ body, createElement: () => new FakeElement(writes) } as unknown as Document);
  mirror.write(content);
  writes.length = 0;
});

test('what has the focus is told in attributes and words, the same words again by another element', () => {
  const first = read();
  expect([body.children[0]?.attributes.get('data-name'), first?.textContent]).toEqual(['The Ferry Islands', 'On now. The Ferry Islands. 1 of 5']);
  mirror.write({ ...content, focus: { ...(content.focus ?? { role: 'listitem', name: '' }) } });
  expect([read() === first, read()?.textContent, first?.textContent]).toEqual([false, 'On now. The Ferry Islands. 1 of 5', '']);
});

test('a page that is still being filled and a fact change nothing that is read', () => {
  const before = read();
  mirror.write({ ...content, isBusy: true });
  mirror.write({ ...content, facts: new Map([['player', 'playing']]) });
  expect([writes, read() === before]).toEqual([['hearth-mirror aria-busy', 'hearth-mirror data-player', 'hearth-mirror -aria-busy'], true]);
});
