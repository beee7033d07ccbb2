import type { Spoken } from '../view/spoken';
import type { MirrorContent, MirrorSurface } from './mirror-surface';

const ROLE_ATTRIBUTE: Readonly<Partial<Record<Spoken['role'], string>>> = { gridcell: 'gridcell', img: 'img' };

/** Off-screen, but not `display: none`: readers skip what is not displayed. */
const STYLE = 'position:absolute;left:-4000px;top:0;width:1px;height:1px;overflow:hidden;pointer-events:none';

function setOrRemove(element: Element, name: string, value: string | undefined): void {
  if (value === undefined || value === '') {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
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
  private readonly root: HTMLElement;
  private readonly heading: HTMLElement;
  private readonly targets: readonly [HTMLElement, HTMLElement];
  private readonly polite: HTMLElement;
  private readonly assertive: HTMLElement;
  private active: 0 | 1 = 0;

  /** `autofocus` must be in the page when it loads: the reader wants a focused element at launch. */
  constructor(document: Document) {
    const make = (tag: string, id: string, attributes: Readonly<Record<string, string>>): HTMLElement => {
      const element = document.createElement(tag);
      element.id = id;
      for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name] ?? '');
      return element;
    };
    this.root = make('div', 'hearth-mirror', { style: STYLE, 'data-page': '' });
    this.heading = make('h1', 'hearth-page', {});
    this.targets = [
      make('div', 'hearth-focus-a', { tabindex: '-1', autofocus: '' }),
      make('div', 'hearth-focus-b', { tabindex: '-1' }),
    ];
    this.polite = make('div', 'hearth-polite', { 'aria-live': 'polite' });
    this.assertive = make('div', 'hearth-assertive', { 'aria-live': 'assertive', role: 'alert' });
    for (const part of [this.heading, this.targets[0], this.targets[1], this.polite, this.assertive]) this.root.appendChild(part);
    document.body.appendChild(this.root);
  }

  write(content: MirrorContent): void {
    const { focus } = content;
    const data: Readonly<Record<string, string>> = {
      page: content.page,
      'page-name': content.pageName,
      overlay: content.overlay,
      'overlay-name': content.overlayName,
      group: content.group,
      role: focus?.role ?? '',
      name: focus?.name ?? '',
      state: focus?.state ?? '',
      position: content.position,
      details: focus?.details ?? '',
      value: focus?.value ?? '',
      hint: focus?.hint ?? '',
      id: focus?.id ?? '',
    };
    for (const name of Object.keys(data)) {
      const attribute = `data-${name}`;
      const value = data[name] ?? '';
      if (this.root.getAttribute(attribute) !== value) this.root.setAttribute(attribute, value);
    }
    content.facts.forEach((value, name) => {
      if (this.root.getAttribute(`data-${name}`) !== value) this.root.setAttribute(`data-${name}`, value);
    });
    setOrRemove(this.root, 'aria-busy', content.isBusy ? 'true' : undefined);
    if (this.heading.textContent !== content.pageName) this.heading.textContent = content.pageName;
    this.writeTarget(content);
  }

  setLanguage(tag: string): void {
    setOrRemove(this.root, 'lang', tag);
  }

  focus(): void {
    this.targets[this.active].focus();
  }

  announce(text: string, urgency: 'polite' | 'assertive'): void {
    const region = urgency === 'assertive' ? this.assertive : this.polite;
    // The same text twice is news twice.
    region.textContent = '';
    region.textContent = text;
  }

  dispose(): void {
    this.root.remove();
  }

  private writeTarget({ focus, group, position }: MirrorContent): void {
    this.active = this.active === 0 ? 1 : 0;
    const [shown, hidden] = this.active === 0 ? this.targets : [this.targets[1], this.targets[0]];
    setOrRemove(hidden, 'data-focused', undefined);
    setOrRemove(hidden, 'aria-hidden', 'true');
    hidden.textContent = '';
    setOrRemove(shown, 'aria-hidden', undefined);
    setOrRemove(shown, 'data-focused', focus === null ? undefined : 'true');
    setOrRemove(shown, 'role', focus === null ? undefined : (ROLE_ATTRIBUTE[focus.role] ?? focus.role));
    setOrRemove(shown, 'aria-label', focus?.name);
    setOrRemove(shown, 'aria-posinset', focus?.index === undefined ? undefined : String(focus.index));
    setOrRemove(shown, 'aria-setsize', focus?.count === undefined ? undefined : String(focus.count));
    setOrRemove(shown, 'aria-checked', flag(focus?.isChecked));
    setOrRemove(shown, 'aria-selected', flag(focus?.isSelected));
    setOrRemove(shown, 'aria-disabled', flag(focus?.isDisabled));
    setOrRemove(shown, 'aria-expanded', flag(focus?.isExpanded));
    setOrRemove(shown, 'aria-valuetext', focus?.value);
    const words = focus === null ? [] : [group, focus.name, focus.state ?? '', focus.value ?? '', focus.details ?? '', position, focus.hint ?? ''];
    shown.textContent = words.filter((word) => word !== '').join('. ');
  }
}
