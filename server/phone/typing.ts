import type { WirePhoneField } from '#core/wire';
import type { Letters } from './letters';
import { part, partOf } from './page';
import type { Words } from './page';

/** The field of the television that is typed into. What is typed goes out at once. */
export class Typing {
  private readonly form = partOf('typing', HTMLFormElement);
  private readonly input = partOf('typing-text', HTMLInputElement);
  private field = '';

  constructor(letters: Letters, private readonly words: Words) {
    this.input.addEventListener('input', () => {
      letters.send({ kind: 'text', field: this.field, value: this.input.value });
    });
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      letters.send({ kind: 'done', field: this.field });
    });
  }

  /** The focus of the television moved into a field, or out of all. */
  show(field: WirePhoneField | null): void {
    this.form.hidden = field === null;
    if (field === null) {
      this.field = '';
      this.input.value = '';
      return;
    }
    const isNew = field.id !== this.field;
    this.field = field.id;
    part('typing-label').textContent = field.label;
    part('typing-hint').textContent = this.words.say(field.isSecret ? 'phoneSecretHint' : 'phoneTypeHint');
    this.input.type = field.isSecret ? 'password' : 'text';
    // What the phone is typing at this moment is newer than what the television tells.
    if (isNew) this.input.value = field.value;
    else if (!field.isSecret && document.activeElement !== this.input) this.input.value = field.value;
    if (isNew) this.input.focus();
  }
}
