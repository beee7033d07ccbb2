import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { createTheme } from '#ui/theme';
import type { ThemeChoice } from '#ui/theme';
import { createTestStage } from '#test/harness/stage';
import { settle } from '#test/harness/fakes';
import type { TestStage } from '#test/harness/stage';
import { Badge, Button, ButtonRow, CountdownRing, FactLine, Keyboard, ListItem, PillStrip, ProgressLine, QrCode, Tabs, TextField } from './index';
import type { ButtonSpec } from './index';

let screen: TestStage;
const open = (choice: ThemeChoice = {}): void => {
  screen = createTestStage({ theme: createTheme(choice) });
};
afterEach(() => {
  screen.dispose();
});

const pressed: string[] = [];
const spec = (id: string, more: Partial<ButtonSpec> = {}): ButtonSpec => ({ id, label: id, onPress: () => pressed.push(id), ...more });
afterEach(() => {
  pressed.length = 0;
});

describe('button', () => {
  test('is as wide as its words up to 420, and round as an icon alone', () => {
    open();
    const width = (more: Partial<ButtonSpec>): number => {
      const button = screen.mount(Button, { spec: spec('x', more) });
      return button.w;
    };
    // A letter of the test stage is half its size wide: 28 px type.
    expect(width({ label: 'Play' })).toBe(36 + 4 * 14 + 36);
    expect(width({ label: 'Play', icon: 'play' })).toBe(30 + 32 + 14 + 4 * 14 + 36);
    expect(width({ label: 'Play', icon: 'play', isIconOnly: true })).toBe(72);
    expect(width({ label: 'Donaudampfschifffahrtsgesellschaftskapitän' })).toBeLessThanOrEqual(420);
    expect(width({ label: 'Donaudampfschifffahrtsgesellschaftskapitän' })).toBeGreaterThan(380);
  });

  test('a disabled one keeps its focus and does nothing', () => {
    open();
    screen.mount(Button, { spec: spec('add', { isDisabled: true, state: 'not available' }) });
    screen.press('ok');
    expect(pressed).toEqual([]);
    expect(screen.mirror().focus).toMatchObject({ id: 'add', isDisabled: true, state: 'not available' });
  });
});

describe('button row', () => {
  test('walks, presses, ends at the last and hands on at the first', () => {
    open();
    const row = screen.mount(ButtonRow, { maxWidth: 1616, name: 'Film' });
    row.setButtons([spec('play'), spec('trailer')]);
    screen.press('right');
    expect(screen.mirror()).toMatchObject({ group: 'Film', focus: { id: 'trailer', index: 2, count: 2 } });
    screen.press('right');
    expect(screen.mirror().focus?.id).toBe('trailer');
    screen.press('ok');
    screen.press('left');
    expect([pressed, row.focusedId]).toEqual([['trailer'], 'play']);
    expect(row._handleLeft({ key: 'left', isHeld: false, heldMs: 0, digit: -1 })).toBe(false);
    expect(row._handleLeft({ key: 'left', isHeld: true, heldMs: 200, digit: -1 })).toBe(true);
  });

  test('focus stays with its button when others come, and goes to the neighbour when it is gone', () => {
    open();
    const row = screen.mount(ButtonRow, { maxWidth: 1616 });
    row.setButtons([spec('play'), spec('list')]);
    row.focusButton('list');
    row.setButtons([spec('resume'), spec('start'), spec('list')]);
    screen.frame();
    expect(screen.mirror().focus).toMatchObject({ id: 'list', index: 3 });
    row.setButtons([spec('resume'), spec('start')]);
    screen.frame();
    expect(screen.mirror().focus?.id).toBe('start');
  });

  test('folds from the end to icons that keep their spoken name', () => {
    open();
    const row = screen.mount(ButtonRow, { maxWidth: 700 });
    const long = 'Zur Merkliste hinzufügen';
    row.setButtons([spec('play', { label: long, icon: 'play' }), spec('list', { label: long, icon: 'plus' }), spec('trailer', { label: long, icon: 'trailer' })]);
    expect(row.rowWidth).toBeLessThanOrEqual(700);
    row.focusButton('trailer');
    screen.frame();
    expect(screen.mirror().focus?.name).toBe(long);
  });

  test('begins at the right and Left goes on in right-to-left languages', () => {
    open({ direction: 'rtl' });
    const row = screen.mount(ButtonRow, { maxWidth: 1600 });
    row.setButtons([spec('play'), spec('trailer')]);
    screen.frame();
    screen.press('left');
    expect(screen.mirror().focus?.id).toBe('trailer');
    const button = row._getFocused();
    expect(screen.rect(button).x + button.w).toBeLessThan(screen.rect(row).x + 1600 - 72);
  });
});

describe('tabs', () => {
  test('moving onto one chooses it', () => {
    open();
    const chosen: string[] = [];
    screen.mount(Tabs, { tabs: [{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }], selected: 'a', maxWidth: 900, onSelect: (id) => chosen.push(id), onPress: (id) => chosen.push(`ok ${id}`) });
    screen.press('right');
    screen.press('right');
    screen.press('ok');
    expect(chosen).toEqual(['b', 'ok b']);
    expect(screen.mirror().focus).toMatchObject({ role: 'tab', id: 'b', isSelected: true });
  });

  test('long German labels are cut to fit', () => {
    open();
    const label = 'Mit der Fernbedienung eintippen';
    const tabs = screen.mount(Tabs, { tabs: [{ id: 'a', label }, { id: 'b', label }], selected: 'b', maxWidth: 600, onSelect: () => undefined });
    const last = tabs._getFocused();
    expect(last.x + last.w).toBeLessThanOrEqual(600);
  });
});

describe('list item', () => {
  test('tells role, state and value', () => {
    open();
    const item = screen.mount(ListItem, { width: 600, onPress: () => pressed.push('toggle') });
    item.show({ id: 'previews', label: 'Play previews', role: 'switch', isOn: true, index: 1, count: 3 });
    screen.press('ok');
    expect(pressed).toEqual(['toggle']);
    expect(screen.mirror().focus).toMatchObject({ role: 'switch', isChecked: true, id: 'previews' });
    item.show({ id: 'lang', label: 'Sprache der Bedienoberfläche', value: 'Wie am Fernseher eingestellt' });
    screen.frame();
    expect(screen.mirror().focus).toMatchObject({ role: 'button', value: 'Wie am Fernseher eingestellt' });
  });
});

describe('facts, badges, progress', () => {
  test('what does not fit is left out from the end', () => {
    open();
    const line = screen.mount(FactLine, { maxWidth: 400 });
    line.show({ facts: ['2025', '', 'Drama', '2 Std. 04 Min.'], rating: '8.1', badges: ['12+', '4K', 'HDR'] });
    const full = line.lineWidth;
    expect(full).toBeLessThanOrEqual(400);
    line.show({ facts: ['2025'] });
    expect(line.lineWidth).toBe(4 * 13);
  });

  test('a badge knows its width; an empty one takes no room', () => {
    open();
    const badge = screen.mount(Badge, { kind: 'live' });
    badge.show('Live');
    expect(badge.w).toBe(12 + 10 + 8 + 4 * 12 + 12);
    badge.show('');
    expect([badge.w, badge.visible]).toEqual([0, false]);
  });

  test('progress grows from the side where reading starts', () => {
    open({ direction: 'rtl' });
    const line = screen.mount(ProgressLine, { width: 400, height: 6 });
    line.set(0.25);
    screen.frame();
    const fill = line.childList.getAt(1);
    expect(fill === undefined ? null : screen.rect(fill).x - screen.rect(line).x).toBe(300);
    line.set(-1);
    expect(line.visible).toBe(false);
  });

  test('ring and code draw one picture each', () => {
    open();
    const ring = screen.mount(CountdownRing, { size: 152 });
    ring.set(0.5, '4');
    const code = screen.mount(QrCode, { size: 372 });
    code.show('https://hearth.example/tv?code=K7PX-4M2R');
    screen.settle();
    expect(screen.drawCalls()).toBeGreaterThan(0);
  });
});

describe('field', () => {
  test('types at its caret and tells what is in it, but never a secret', () => {
    open();
    const field = screen.mount(TextField, { id: 'address', width: 720, label: 'Server address', placeholder: 'Not entered yet', onPress: () => pressed.push('edit') });
    expect(screen.mirror().focus).toMatchObject({ role: 'textbox', name: 'Server address', value: 'Not entered yet' });
    field.insert('lin');
    field.moveCaret(-1);
    field.insert('x');
    expect(field.deleteBack()).toBe(true);
    screen.frame();
    expect([field.value, screen.mirror().focus?.value]).toEqual(['lin', 'lin']);
    const secret = screen.mount(TextField, { id: 'password', width: 720, label: 'Password', isSecret: true, onPress: () => undefined });
    secret.value = 'geheim';
    secret.setEditing(true);
    screen.frame();
    expect(screen.mirror().focus?.value).toBe('••••••');
  });
});

const WORDS = { space: 'Space', delete: 'Delete', shift: 'Shift', symbols: 'Symbols', letters: 'Letters', left: 'Left', right: 'Right' };

describe('keyboard', () => {
  let typed = '';
  const mount = (layout: 'text' | 'address' = 'text'): Keyboard => {
    typed = '';
    return screen.mount(Keyboard, {
      layout,
      words: WORDS,
      onText: (text) => (typed += text),
      onDelete: () => {
        const had = typed !== '';
        typed = typed.slice(0, -1);
        return had;
      },
      spokenField: () => typed,
    });
  };
  const focused = (): string | undefined => screen.mirror().focus?.id;

  test('letters, digits of the remote and parts of addresses', () => {
    open();
    mount('address');
    screen.press('ok');
    screen.press('digit7');
    screen.press('down');
    screen.press('down');
    screen.press('ok');
    expect([typed, focused()]).toEqual(['http://7q', 'key-q']);
  });

  test('wraps at the far side, hands on towards the fields and above', () => {
    open();
    const keyboard = mount();
    const press = { key: 'left' as const, isHeld: false, heldMs: 0, digit: -1 };
    expect(keyboard._handleLeft(press)).toBe(false);
    expect(keyboard._handleUp(press)).toBe(false);
    keyboard.focusKey('key-0');
    screen.press('right');
    expect(focused()).toBe('key-1');
    keyboard.focusKey('key-@');
    screen.frame();
    screen.press('down');
    expect(focused()).toBe('key-delete');
    screen.press('up');
    // Back to where the viewer came from, not to the middle of a wide key.
    expect(focused()).toBe('key-@');
  });

  test('keeps its letters in place in right-to-left languages and leaves at the right', () => {
    open({ direction: 'rtl' });
    const keyboard = mount();
    screen.press('right');
    expect(focused()).toBe('key-2');
    const press = { key: 'right' as const, isHeld: false, heldMs: 0, digit: -1 };
    keyboard.focusKey('key-0');
    expect(keyboard._handleRight(press)).toBe(false);
    screen.press('left');
    expect(focused()).toBe('key-9');
  });

  test('colour keys: shift, symbols, delete; Back deletes until nothing is left', () => {
    open();
    const keyboard = mount();
    keyboard.focusKey('key-q');
    screen.press('green');
    screen.press('ok');
    screen.press('yellow');
    screen.press('ok');
    expect([typed, focused()]).toEqual(['Q!', 'key-!']);
    screen.press('red');
    expect(typed).toBe('Q');
    const back = { key: 'back' as const, isHeld: false, heldMs: 0, digit: -1 };
    expect([keyboard._handleBack(back), keyboard._handleBack(back), typed]).toEqual([true, false, '']);
  });

  test('a held OK offers the variants of a letter', () => {
    open();
    const keyboard = mount();
    keyboard.focusKey('key-u');
    screen.frame();
    screen.send({ key: 'ok', phase: 'down', isHeld: false, heldMs: 0 });
    screen.frame(700);
    screen.send({ key: 'ok', phase: 'up', isHeld: false, heldMs: 700 });
    screen.frame();
    expect(focused()).toBe('key-ü');
    screen.press('ok');
    expect([typed, focused()]).toEqual(['ü', 'key-u']);
  });

  test('a page of keys stays within the draw-call budget', () => {
    open();
    mount('address');
    screen.settle();
    expect(screen.drawCalls()).toBeLessThan(80);
  });
});

describe('a font that arrives late', () => {
  /** From here on, letters are as wide as those of the font that is being loaded. */
  const arrive = async (): Promise<void> => {
    jest.spyOn(screen.engine.ui.meter, 'width').mockImplementation((content) => content.length * 40);
    await settle();
  };
  const CYRILLIC = [{ id: 'a', label: 'АБВ' }, { id: 'b', label: 'ГДЕ' }];

  test('tabs stand side by side again', async () => {
    open();
    const tabs = screen.mount(Tabs, { tabs: CYRILLIC, selected: 'b', maxWidth: 900, onSelect: () => undefined });
    const last = tabs._getFocused();
    const before = last.x;
    await arrive();
    expect([last.x - before, last.w]).toEqual([3 * 40 - 3 * 14, expect.any(Number)]);
    expect(last.w).toBeGreaterThan(3 * 40);
  });

  test('pills too', async () => {
    open();
    const pills = screen.mount(PillStrip, { width: 900, look: 'filter', choosesOn: 'press', onChoose: () => undefined });
    pills.setPills(CYRILLIC, 'b');
    screen.press('right');
    const pill = pills._getFocused();
    const before = pill.x;
    await arrive();
    expect(pill.x - before).toBe(3 * 40 - 3 * 14);
  });

  test('buttons too', async () => {
    open();
    const row = screen.mount(ButtonRow, { maxWidth: 1600 });
    row.setButtons([spec('x', { label: 'АБВГДЕ' }), spec('y', { label: 'ГДЕ' })]);
    row.focusButton('y');
    const button = row._getFocused();
    const before = button.x;
    await arrive();
    expect(button.x - before).toBe(6 * 40 - 6 * 14);
  });
});
