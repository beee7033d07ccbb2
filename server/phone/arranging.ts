import type { WireLineupEdit, WirePhoneChannel, WirePhoneGroup, WireSetLetter } from '#core/wire';
import type { Letters } from './letters';
import { makeButton, part, partOf } from './page';
import type { Words } from './page';

/** Smaller ids belong to playlists and questions. */
const FIRST_ID = 10;

/** The line-up on the phone: groups, their channels, and changes that are seen on the television at once. */
export class Arranging {
  private readonly select = partOf('group', HTMLSelectElement);
  private readonly list = partOf('channels', HTMLUListElement);
  private readonly undo = partOf('undo', HTMLButtonElement);
  private readonly hide = partOf('group-hide', HTMLButtonElement);
  private groups: readonly WirePhoneGroup[] = [];
  private rows: WirePhoneChannel[] = [];
  private total = 0;
  private nextId: number = FIRST_ID;

  constructor(private readonly letters: Letters, private readonly words: Words) {
    this.select.addEventListener('change', () => this.read());
    this.undo.addEventListener('click', () => this.edit({ op: 'undo' }));
    this.hide.addEventListener('click', () => {
      const { group } = this;
      if (group !== null) this.edit({ op: group.isHidden ? 'show-group' : 'hide-group', group: group.id });
    });
    part('group-rename').addEventListener('click', () => {
      const { group } = this;
      const name = group === null ? null : prompt(words.say('phoneNewName', { name: group.name }), group.name);
      if (group !== null && name !== null) this.edit({ op: 'rename-group', group: group.id, name });
    });
    part('more').addEventListener('click', () => this.readFrom(this.rows.length));
  }

  /** Reads groups and channels anew. */
  open(): void {
    this.letters.send({ kind: 'groups', id: this.next() });
  }

  /** Whether the television has channels. */
  showState(hasLineup: boolean): void {
    part('no-channels').hidden = hasLineup;
    part('lineup').hidden = !hasLineup;
  }

  /** An answer of the television. */
  take(letter: WireSetLetter): void {
    if (letter.kind === 'groups') this.showGroups(letter.groups, letter.canUndo);
    if (letter.kind === 'channels' && letter.group === this.select.value) this.showChannels(letter.from, letter.total, letter.rows);
    if (letter.kind === 'answer' && letter.id >= FIRST_ID) part('lineup-state').textContent = letter.text;
  }

  private get group(): WirePhoneGroup | null {
    return this.groups.find(({ id }) => id === this.select.value) ?? null;
  }

  private next(): number {
    this.nextId += 1;
    return this.nextId;
  }

  private read(): void {
    this.rows = [];
    this.readFrom(0);
  }

  private readFrom(from: number): void {
    this.letters.send({ kind: 'channels', id: this.next(), group: this.select.value, from });
  }

  private edit(edit: WireLineupEdit): void {
    part('lineup-state').textContent = '';
    this.letters.send({ kind: 'edit', id: this.next(), edit });
  }

  private showGroups(groups: readonly WirePhoneGroup[], canUndo: boolean): void {
    const { value } = this.select;
    this.groups = groups;
    this.select.replaceChildren(
      ...groups.map((group) => {
        const option = document.createElement('option');
        option.value = group.id;
        option.textContent = `${group.isHidden ? '◌ ' : ''}${group.name} (${String(group.count)})`;
        option.selected = group.id === value;
        return option;
      }),
    );
    this.undo.disabled = !canUndo;
    const { group } = this;
    this.hide.hidden = group?.canHide !== true;
    part('group-rename').hidden = group === null || group.id === 'all';
    this.hide.textContent = this.words.say(group?.isHidden === true ? 'phoneShowGroup' : 'phoneHideGroup');
    // As many as were seen before, so that the list does not jump under the thumb.
    this.readFrom(0);
  }

  private showChannels(from: number, total: number, rows: readonly WirePhoneChannel[]): void {
    this.rows = this.rows.slice(0, from).concat(rows, this.rows.slice(from + rows.length)).slice(0, total);
    this.total = total;
    const focused = (document.activeElement as HTMLElement | null)?.dataset['act'];
    this.list.replaceChildren(...this.rows.map((row) => this.makeRow(row)));
    part('more').hidden = this.rows.length >= this.total;
    if (focused === undefined) return;
    for (const button of Array.from(this.list.querySelectorAll('button'))) if (button.dataset['act'] === focused) button.focus();
  }

  private makeRow(row: WirePhoneChannel): HTMLLIElement {
    const item = document.createElement('li');
    const name = document.createElement('div');
    name.className = row.isHidden ? 'name off' : 'name';
    name.textContent = `${row.number} ${row.name}`.trim();
    const acts = document.createElement('div');
    acts.className = 'acts';
    const act = (id: string, label: string, edit: () => WireLineupEdit | null, isPressed?: boolean): void => {
      const button = makeButton(label, () => {
        const wanted = edit();
        if (wanted !== null) this.edit(wanted);
      }, isPressed);
      button.dataset['act'] = `${id} ${row.key}`;
      button.setAttribute('aria-label', `${label}: ${row.name}`);
      acts.append(button);
    };
    const { key } = row;
    const group = this.select.value;
    act('hide', this.words.say(row.isHidden ? 'phoneShow' : 'phoneHide'), () => ({ op: row.isHidden ? 'show' : 'hide', key }));
    act('favourite', `★ ${this.words.say('phoneFavourite')}`, () => ({ op: 'favourite', key }), row.isFavourite);
    act('rename', this.words.say('phoneRename'), () => {
      const typed = prompt(this.words.say('phoneNewName', { name: row.name }), row.name);
      return typed === null ? null : { op: 'rename', key, name: typed };
    });
    act('up', `↑ ${this.words.say('phoneMoveUp')}`, () => ({ op: 'move', key, group, place: 'up' }));
    act('down', `↓ ${this.words.say('phoneMoveDown')}`, () => ({ op: 'move', key, group, place: 'down' }));
    item.append(name, acts);
    return item;
  }
}
