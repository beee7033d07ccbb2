import type { WireSetLetter } from '#core/wire';
import type { Letters } from './letters';
import { part, partOf } from './page';
import type { Words } from './page';

/** Answers about a backup carry it. */
const ID = 3;
/** Larger files are no backups. */
const FILE_LIMIT = 4 * 1024 * 1024;
/** A part that did not come is asked for again. */
const AGAIN_MS = 8000;
/** Browsers begin to save when they have time; the address must be there till then. */
const SAVING_MS = 60_000;

/** Bytes of base64url. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** A backup between the television and this phone: encrypted there, saved here as a file, and sent back. */
export class Trading {
  private readonly form = partOf('backup', HTMLFormElement);
  private readonly save = partOf('backup-save', HTMLButtonElement);
  private readonly state = part('backup-state');
  private offer: { readonly name: string; readonly parts: number } | null = null;
  private parts: Array<Uint8Array<ArrayBuffer>> = [];
  private timer = 0;

  constructor(private readonly letters: Letters, private readonly words: Words) {
    this.save.addEventListener('click', () => this.begin());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.send();
    });
  }

  /** What the television says. */
  take(letter: WireSetLetter): void {
    if (letter.kind === 'trade') this.show(letter);
    if (letter.kind === 'part') this.takePart(letter.part, letter.text);
    if (letter.kind === 'answer' && letter.id === ID) this.state.textContent = letter.isDone ? this.words.say('phoneSent') : letter.text;
  }

  private show({ offer, isWanted }: Extract<WireSetLetter, { kind: 'trade' }>): void {
    const hasNothing = offer === null && !isWanted;
    this.stop();
    // What came of it stays to be read.
    if (!hasNothing) this.state.textContent = '';
    this.form.hidden = hasNothing && this.state.textContent === '';
    this.offer = offer;
    this.save.hidden = offer === null;
    part('backup-hint').textContent = offer !== null ? offer.name : isWanted ? this.words.say('phoneBackupWanted') : '';
    part('backup-choose').hidden = !isWanted;
    if (!hasNothing) part('backup-heading').focus();
  }

  private begin(): void {
    this.parts = [];
    this.save.disabled = true;
    this.state.textContent = this.words.say('phoneSending');
    this.ask();
  }

  private ask(): void {
    this.letters.send({ kind: 'part', part: this.parts.length });
    this.timer = window.setTimeout(() => this.ask(), AGAIN_MS);
  }

  private takePart(number: number, text: string): void {
    const { offer } = this;
    if (offer === null || number !== this.parts.length || !this.save.disabled) return;
    window.clearTimeout(this.timer);
    this.parts.push(bytesOf(text));
    if (this.parts.length < offer.parts) this.ask();
    else this.keep(offer.name);
  }

  private keep(name: string): void {
    const address = URL.createObjectURL(new Blob(this.parts, { type: 'application/octet-stream' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(address), SAVING_MS);
    this.stop();
    this.state.textContent = this.words.say('phoneBackupSaved');
    this.letters.send({ kind: 'traded' });
  }

  private async send(): Promise<void> {
    const file = partOf('backup-file', HTMLInputElement).files?.[0];
    if (file === undefined) return;
    if (file.size > FILE_LIMIT) {
      this.state.textContent = this.words.say('phoneTooLarge');
      return;
    }
    this.state.textContent = this.words.say('phoneSending');
    if (!(await this.letters.sendFile(file))) this.state.textContent = this.words.say('phoneFailed');
  }

  private stop(): void {
    window.clearTimeout(this.timer);
    this.save.disabled = false;
    this.parts = [];
  }
}
