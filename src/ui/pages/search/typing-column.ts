import type { Translator } from '#model/i18n';
import { PillStrip } from '#ui/components';
import type { PillSpec } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { alphabetsFor } from './alphabets';
import type { Alphabet } from './alphabets';
import { SearchKeyboard } from './search-keyboard';

/** How the column is made. */
export interface TypingColumnProps {
  readonly translator: Translator;
  onText(text: string): void;
  onDelete(): void;
  onClear(): void;
  /** A pill below the keys was pressed. */
  onPill(id: string): void;
}

/** From the mock, pixels from the column's top. */
const KEYS_Y = 84;
const TITLE_GAP = 18;
const PILLS_GAP = 38;

type Part = 'alphabets' | 'keys' | 'pills';

/** Where viewers type: which letters, the keys, and words to go on with below them. */
export class TypingColumn extends View<TypingColumnProps> {
  declare private alphabets: readonly Alphabet[];
  declare private strip: PillStrip;
  declare private keyboard: SearchKeyboard;
  declare private title: Text;
  declare private pills: PillStrip;
  declare private part: Part;

  /** Shows words to go on with, under a title; none: nothing is there. */
  showPills(title: string, specs: readonly PillSpec[]): void {
    this.title.content = specs.length === 0 ? '' : title;
    this.pills.setPills(specs, '');
    this.pills.visible = specs.length > 0;
    if (specs.length === 0 && this.part === 'pills') this.part = 'keys';
    this.ui.focus.check();
  }

  /** Puts the focus on the keys, where it was. */
  focusKeys(): void {
    this.part = 'keys';
    this.ui.focus.check();
  }

  override focusChild(child: AnyView): boolean {
    this.part = child === this.strip ? 'alphabets' : child === this.pills ? 'pills' : 'keys';
    return true;
  }

  override _getFocused(): AnyView {
    return { alphabets: this.strip, keys: this.keyboard, pills: this.pills }[this.part];
  }

  override _handleUp(press: KeyPress): boolean {
    if (this.part === 'alphabets') return false;
    return press.isHeld || this.goTo(this.part === 'pills' ? 'keys' : 'alphabets');
  }

  override _handleDown(press: KeyPress): boolean {
    if (this.part === 'alphabets') return this.goTo('keys');
    if (this.part === 'keys' && !this.pills.isEmpty && !press.isHeld) return this.goTo('pills');
    return true;
  }

  protected override build(): void {
    const { translator, onText, onDelete, onClear, onPill } = this.props;
    const { t } = translator;
    this.w = SearchKeyboard.width;
    this.part = 'keys';
    this.alphabets = alphabetsFor(translator.locale.peek());
    const [first] = this.alphabets;
    this.strip = this.add(PillStrip, { width: this.w, look: 'tab', choosesOn: 'move', name: t('search.alphabets'), onChoose: (id) => this.choose(id) });
    this.strip.setPills(this.alphabets.map(({ id, label, nameKey }) => ({ id, label, spoken: t(nameKey) })), first?.id ?? '');
    const words = { space: t('keyboard.space'), delete: t('keyboard.delete'), clear: t('search.clear') };
    this.keyboard = this.add(SearchKeyboard, { alphabet: first as Alphabet, name: t('keyboard.name'), words, onText, onDelete, onClear }, { y: KEYS_Y });
    this.title = this.addText({ style: 'caption', color: this.theme.color.text3, maxWidth: this.w });
    this.pills = this.add(PillStrip, { width: this.w, look: 'filter', choosesOn: 'press', onChoose: onPill });
    this.pills.visible = false;
    this.placePills();
  }

  private choose(id: string): void {
    const alphabet = this.alphabets.find((each) => each.id === id);
    if (alphabet === undefined) return;
    this.keyboard.setAlphabet(alphabet);
    this.placePills();
  }

  private placePills(): void {
    const y = KEYS_Y + this.keyboard.h + TITLE_GAP;
    this.title.moveTo(0, y);
    this.pills.y = y + PILLS_GAP;
    this.h = this.pills.y + this.pills.h;
  }

  private goTo(part: Part): boolean {
    this.part = part;
    this.ui.focus.check();
    return true;
  }
}
