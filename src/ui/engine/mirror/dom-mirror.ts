import type { Spoken } from '../view/spoken';
import type { MirrorContent, MirrorSurface } from './mirror-surface';

const ROLE_ATTRIBUTE: Readonly<Partial<Record<Spoken['role'], string>>> = { gridcell: 'gridcell', img: 'img' };

/** Off-screen, but not `display: none`: readers skip what is not displayed. */
const STYLE = 'position:absolute;left:-4000px;top:0;width:1px;height:1px;overflow:hidden;pointer-events:none';

/** An element whose attributes only this writes: what is there is known without asking the page, in every frame that moves the focus. */
class Written {
  private readonly values = new Map<string, string>();
  private words = '';

  constructor(readonly element: HTMLElement) {}

  set(name: string, value: string): void {
    if (this.values.get(name) === value) return;
    this.values.set(name, value);
    this.element.setAttribute(name, value);
  }

  setOrRemove(name: string, value: string | undefined): void {
    if (value !== undefined && value !== '') this.set(name, value);
    else if (this.values.delete(name)) this.element.removeAttribute(name);
  }

  write(words: string): void {
    if (this.words === words) return;
    this.words = words;
    this.element.textContent = words;
  }
}

const DATA = [
  'page', 'page-name', 'overlay', 'overlay-name', 'group', 'role', 'name', 'state', 'position', 'details', 'value', 'hint', 'id',
].map((name) => `data-${name}`);

/** In the order of {@link DATA}. */
function dataOf({ focus, group, overlay, overlayName, page, pageName, position }: MirrorContent): readonly string[] {
  return [
    page, pageName, overlay, overlayName, group, focus?.role ?? '', focus?.name ?? '', focus?.state ?? '', position, focus?.details ?? '', focus?.value ?? '', focus?.hint ?? '', focus?.id ?? '',
  ];
}

function flag(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/**
 * The accessibility mirror in the page: `#hearth-mirror` holds in its `data-` attributes what has focus, and inside two
 * elements of which one is the focused element to the platform's reader. They alternate, so that equal texts are read
 * again (Samsung's Voice Guide speaks the element that gets focus).
 */
export class DomMirror implements MirrorSurface {
  private readonly root: Written;
  private readonly heading: Written;
  private readonly targets: readonly [Written, Written];
  private readonly polite: HTMLElement;
  private readonly assertive: HTMLElement;
  private active: 0 | 1 = 0;
  /** What the element that is read was written from. */
  private told: MirrorContent | null = null;

  /** `autofocus` must be in the page when it loads: the reader wants a focused element at launch. */
  constructor(document: Document) {
    const make = (tag: string, id: string, attributes: Readonly<Record<string, string>>): HTMLElement => {
      const element = document.createElement(tag);
      element.id = id;
      for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name] ?? '');
      return element;
    };
    this.root = new Written(make('div', 'hearth-mirror', { style: STYLE, 'data-page': '' }));
    this.heading = new Written(make('h1', 'hearth-page', {}));
    this.targets = [
      new Written(make('div', 'hearth-focus-a', { tabindex: '-1', autofocus: '' })),
      new Written(make('div', 'hearth-focus-b', { tabindex: '-1' })),
    ];
    this.polite = make('div', 'hearth-polite', { 'aria-live': 'polite' });
    this.assertive = make('div', 'hearth-assertive', { 'aria-live': 'assertive', role: 'alert' });
    const { element: root } = this.root;
    for (const part of [this.heading.element, this.targets[0].element, this.targets[1].element, this.polite, this.assertive]) root.appendChild(part);
    document.body.appendChild(root);
  }

  write(content: MirrorContent): void {
    const { root } = this;
    dataOf(content).forEach((value, index) => root.set(DATA[index] ?? '', value));
    content.facts.forEach((value, name) => root.set(`data-${name}`, value));
    root.setOrRemove('aria-busy', content.isBusy ? 'true' : undefined);
    this.heading.write(content.pageName);
    // A fact, or a page that is still being filled, is nothing to read again.
    const { told } = this;
    if (told !== null && told.focus === content.focus && told.group === content.group && told.position === content.position) return;
    this.told = content;
    this.writeTarget(content);
  }

  setLanguage(tag: string): void {
    this.root.setOrRemove('lang', tag);
  }

  focus(): void {
    this.targets[this.active].element.focus();
  }

  announce(text: string, urgency: 'polite' | 'assertive'): void {
    const region = urgency === 'assertive' ? this.assertive : this.polite;
    // The same text twice is news twice.
    region.textContent = '';
    region.textContent = text;
  }

  dispose(): void {
    this.root.element.remove();
  }

  private writeTarget({ focus, group, position }: MirrorContent): void {
    this.active = this.active === 0 ? 1 : 0;
    const [shown, hidden] = this.active === 0 ? this.targets : [this.targets[1], this.targets[0]];
    hidden.setOrRemove('data-focused', undefined);
    hidden.set('aria-hidden', 'true');
    hidden.write('');
    shown.setOrRemove('aria-hidden', undefined);
    shown.setOrRemove('data-focused', focus === null ? undefined : 'true');
    shown.setOrRemove('role', focus === null ? undefined : (ROLE_ATTRIBUTE[focus.role] ?? focus.role));
    shown.setOrRemove('aria-label', focus?.name);
    shown.setOrRemove('aria-posinset', focus?.index === undefined ? undefined : String(focus.index));
    shown.setOrRemove('aria-setsize', focus?.count === undefined ? undefined : String(focus.count));
    shown.setOrRemove('aria-checked', flag(focus?.isChecked));
    shown.setOrRemove('aria-selected', flag(focus?.isSelected));
    shown.setOrRemove('aria-disabled', flag(focus?.isDisabled));
    shown.setOrRemove('aria-expanded', flag(focus?.isExpanded));
    shown.setOrRemove('aria-valuetext', focus?.value);
    const words = focus === null ? [] : [group, focus.name, focus.state ?? '', focus.value ?? '', focus.details ?? '', position, focus.hint ?? ''];
    shown.write(words.filter((word) => word !== '').join('. '));
  }
}
