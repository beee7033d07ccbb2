import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createView, FILL_LOOK, View } from '#ui/engine';
import type { Spoken } from '#ui/engine';
import { createTestStage } from '#test/harness/stage';
import type { TestPage, TestStage } from '#test/harness/stage';
import { VirtualList } from './virtual-list';
import type { ListItems } from './virtual-list';

const PITCH = 100;
const VISIBLE = 5;

class Row extends View {
  declare itemId: string;
  declare isCurrent: boolean;

  setCurrent(isCurrent: boolean): void {
    this.isCurrent = isCurrent;
  }

  override describe(): Spoken {
    return { role: 'listitem', name: this.itemId, id: this.itemId };
  }

  override getFocusLook() {
    return FILL_LOOK;
  }

  protected override build(): void {
    this.w = 400;
    this.h = 90;
    this.canPoint = true;
    this.itemId = '';
    this.isCurrent = false;
    this.addText({ style: 'label', content: 'row' });
  }
}

let screen: TestStage;
let list: VirtualList<Row>;
let items: ListItems;
let rows: Row[];
let binds: number;
let windows: Array<readonly [number, number]>;
let pressed: number[];

const numbered = (length: number, from = 0): ListItems => ({
  length,
  idAt: (index) => (index >= 0 && index < length ? `r${String(index + from)}` : ''),
  indexOf: (id) => {
    const index = Number(id.slice(1)) - from;
    return index >= 0 && index < length ? index : -1;
  },
});
const show = (next: ListItems): void => {
  items = next;
  list.setItems(next);
  screen.frame();
};
const focused = (): string => screen.mirror().focus?.id ?? '';
const onScreen = (): readonly string[] =>
  rows
    .filter((row) => row.visible && row.alpha === 1)
    .map((row) => row.itemId)
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
const handedOn = (): readonly string[] => (list.parent as unknown as TestPage).handedOn;

function mount(edge: 'stop' | 'leave' | 'wrap'): void {
  screen = createTestStage();
  [rows, windows, pressed, binds] = [[], [], [], 0];
  list = screen.mount(VirtualList<Row>, {
    width: 400,
    pitch: PITCH,
    visible: VISIBLE,
    peek: 1,
    name: 'Rows',
    edge,
    createCell: (stage) => {
      const row = createView(stage, Row, {});
      rows.push(row);
      return row;
    },
    bindCell: (row, index) => {
      binds += 1;
      row.itemId = items.idAt(index);
    },
    onWindow: (from, to) => windows.push([from, to]),
    onPress: (index) => pressed.push(index),
  });
}

beforeEach(() => {
  mount('stop');
});
afterEach(() => {
  screen.dispose();
});

describe('twenty thousand rows', () => {
  beforeEach(() => {
    show(numbered(20_000));
  });

  test('are drawn by eight cells, and a step binds one of them', () => {
    expect([list.cellCount, onScreen()]).toEqual([7, ['r0', 'r1', 'r2', 'r3', 'r4', 'r5']]);
    for (let i = 0; i < 10; i += 1) screen.press('down');
    const before = binds;
    screen.press('down');
    expect([binds - before, focused()]).toEqual([1, 'r11']);
    screen.settle();
    expect(onScreen()).toEqual(['r7', 'r8', 'r9', 'r10', 'r11', 'r12']);
    expect(screen.rect(rows[11 % 8] ?? list).y).toBe(4 * PITCH);
    expect(windows.pop()).toEqual([7, 11]);
  });

  test('a held key grows faster, binds no row twice, and stops at the end', () => {
    screen.hold('down', 20);
    const slow = list.index;
    screen.hold('down', 60);
    expect(slow).toBe(20);
    expect(list.index - slow).toBeGreaterThan(90);
    const before = binds;
    screen.hold('down', 10);
    expect(binds - before).toBeLessThanOrEqual(10);
    list.focusIndex(19_995);
    screen.hold('down', 10);
    expect([focused(), handedOn()]).toEqual(['r19999', []]);
  });

  test('the channel keys page; a page stops at the ends', () => {
    screen.press('channelDown');
    expect(focused()).toBe('r5');
    screen.press('channelUp');
    screen.press('channelUp');
    expect(focused()).toBe('r0');
  });

  test('only the cursor is marked, and OK acts on it', () => {
    screen.press('down');
    expect(rows.filter((row) => row.isCurrent).map((row) => row.itemId)).toEqual(['r1']);
    screen.press('ok');
    expect(pressed).toEqual([1]);
  });

  test('memory brings back row and window; a row that is gone gives its place', () => {
    list.focusIndex(100);
    screen.press('up');
    const memory = list.remember();
    list.focusIndex(0);
    list.recall(memory);
    expect(list.remember()).toEqual(memory);
    list.recall({ id: 'r99999', index: 7, offset: 5 });
    expect([list.currentId, list.firstIndex]).toEqual(['r7', 5]);
  });
});

describe('items that change', () => {
  test('the cursor stays with its item where it stood on screen', () => {
    show(numbered(50, 10));
    list.focusIndex(20);
    const offset = list.index - list.firstIndex;
    show(numbered(60));
    expect([list.currentId, list.index, list.index - list.firstIndex]).toEqual(['r30', 30, offset]);
  });

  test('its item gone: the next one; all gone: nothing, and keys are handed on', () => {
    show(numbered(3));
    list.focusIndex(2);
    show(numbered(2));
    expect(list.currentId).toBe('r1');
    show(numbered(0));
    expect([list.index, list.currentId, onScreen()]).toEqual([-1, '', []]);
    screen.press('down');
    expect(handedOn()).toEqual(['down']);
    show(numbered(1));
    expect(focused()).toBe('r0');
  });

  test('another list in the same place goes to its own memory', () => {
    show(numbered(100));
    list.focusIndex(50);
    items = numbered(40, 200);
    list.setItems(items, { id: 'r230', index: 0, offset: 0 });
    screen.frame();
    expect([focused(), list.index]).toEqual(['r230', 30]);
  });
});

test('edges: leave hands a new press on and stops a held one; wrap comes round', () => {
  screen.dispose();
  mount('leave');
  show(numbered(3));
  screen.press('up');
  screen.hold('down', 6);
  expect([handedOn(), focused()]).toEqual([['up'], 'r2']);
  screen.dispose();
  mount('wrap');
  show(numbered(3));
  screen.press('up');
  expect(focused()).toBe('r2');
});

test('the pointer focuses rows in the window, not the one that peeks; the wheel moves on', () => {
  show(numbered(30));
  screen.host.keys.point({ type: 'move', x: 50, y: 250 });
  screen.frame();
  expect(focused()).toBe('r2');
  screen.host.keys.point({ type: 'move', x: 50, y: 550 });
  screen.frame();
  expect(focused()).toBe('r2');
  screen.host.keys.point({ type: 'wheel', x: 50, y: 250, deltaY: 1 });
  screen.frame();
  expect(focused()).toBe('r3');
});
