/** An element of the page by its id. Throws when the page is not ours. */
export function part(id: string): HTMLElement {
  return partOf(id, HTMLElement);
}

/** An element of the page by its id, of a kind. Throws when the page is not ours. */
export function partOf<E extends HTMLElement>(id: string, type: new () => E): E {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`no ${id}`);
  return element;
}

/** What the page says by itself, in the reader's language; `{name}` places are filled. */
export class Words {
  private readonly texts: Readonly<Record<string, string>>;

  constructor() {
    this.texts = JSON.parse(part('app').dataset['texts'] ?? '{}') as Readonly<Record<string, string>>;
  }

  /** A text by its name. */
  say(name: string, values: Readonly<Record<string, string>> = {}): string {
    return (this.texts[name] ?? '').replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
  }
}

/** A button that does something. */
export function makeButton(label: string, act: () => void, isPressed?: boolean): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  if (isPressed !== undefined) button.setAttribute('aria-pressed', String(isPressed));
  button.addEventListener('click', act);
  return button;
}
