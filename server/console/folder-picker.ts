import type { Api } from './api';
import type { ConsoleFolder } from './console-wire';
import { button, el } from './dom';
import { TEXTS } from './texts';

const WORDS = TEXTS.folders;

/** A folder of the platform's machine, typed or found step by step. */
export class FolderPicker {
  readonly element: HTMLElement;
  private readonly field = el('input', { type: 'text', name: 'folder', autocomplete: 'off', maxlength: 2000, required: true });
  private readonly steps = el('div', { class: 'row', role: 'group', 'aria-label': WORDS.inside });
  private readonly said = el('p', { class: 'quiet', 'aria-live': 'polite' });

  constructor(private readonly api: Api, roots: ConsoleFolder) {
    this.field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      // Enter looks into the folder; it must not send the form.
      event.preventDefault();
      void this.look(this.field.value.trim());
    });
    this.element = el('div', { class: 'panel' }, el('label', {}, WORDS.folder, this.field), el('div', { class: 'row' }, button(WORDS.look, () => void this.look(this.field.value.trim()))), this.said, this.steps);
    this.draw(roots);
  }

  /** What is typed or was chosen. */
  get path(): string {
    return this.field.value.trim();
  }

  private async look(path: string): Promise<void> {
    try {
      this.draw(await this.api.get<ConsoleFolder>(`folders?path=${encodeURIComponent(path)}`));
      const [first] = Array.from(this.steps.children);
      if (first instanceof HTMLElement) first.focus();
      else this.field.focus();
    } catch (error) {
      this.said.textContent = error instanceof Error ? error.message : TEXTS.failed;
    }
  }

  private draw({ path, parent, folders }: ConsoleFolder): void {
    if (path !== '') this.field.value = path;
    this.said.textContent = path === '' ? WORDS.roots : WORDS.holds(path, folders.length);
    const up = path === '' ? [] : [button(WORDS.up, () => void this.look(parent), { class: 'small' })];
    this.steps.replaceChildren(...up, ...folders.map((folder) => button(folder.name, () => void this.look(folder.path), { class: 'small', 'aria-label': WORDS.into(folder.name) })));
  }
}
