import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { computed, signal } from '#core/state';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createView, Page, View } from '../index';
import type { PageEntry } from '../index';

interface TestPageProps {
  readonly name: string;
  readonly canSleep: boolean;
  onKey(name: string): void;
}

let screen: TestStage;
let source: ReturnType<typeof signal<number>>;
let worked: number[];
let shown: number[];
let pressed: string[];
/** How long it takes to make a page, milliseconds. */
let makingMs: number;

/** Follows the source from inside a page. */
class Follower extends View {
  protected override build(): void {
    const doubled = computed(() => {
      worked.push(source.value);
      return 2 * source.value;
    });
    this.bind(doubled, (value) => shown.push(value));
  }
}

class FollowingPage extends Page<TestPageProps> {
  override get canSleep(): boolean {
    return this.props.canSleep;
  }

  override get comesAtOnce(): boolean {
    return this.props.name === 'page 7';
  }

  override get pageId(): string {
    return this.props.name;
  }

  override pageTitle(): string {
    return this.props.name;
  }

  override describe() {
    return { role: 'button' as const, name: this.props.name };
  }

  override _handleOk(): boolean {
    this.props.onKey(this.props.name);
    return true;
  }

  protected override build(): void {
    screen.host.clock.tick(makingMs);
    this.add(Follower, {});
  }
}

/** Two pages above each other; the lower one may sleep. */
function follow(canSleep: boolean) {
  const current = signal<PageEntry>({ id: 1 });
  const direction = signal<'forward' | 'back' | 'replace'>('forward');
  screen.engine.root.pages.follow(
    {
      current,
      direction,
      create: (stage, { id }) => createView(stage, FollowingPage, { name: `page ${String(id)}`, canSleep: canSleep && id === 1, onKey: (name) => pressed.push(name) }),
    },
    3,
  );
  const go = (id: number, way: 'forward' | 'back'): void => {
    direction.value = way;
    current.value = { id };
  };
  screen.frame();
  return go;
}

beforeEach(() => {
  screen = createTestStage();
  source = signal(1);
  worked = [];
  shown = [];
  pressed = [];
  makingMs = 0;
});
afterEach(() => {
  screen.dispose();
});

describe('a page under another', () => {
  test('works nothing out while it sleeps, and shows what is new when it is there again', () => {
    const go = follow(true);
    expect([worked, shown]).toEqual([[1], [2]]);
    go(2, 'forward');
    screen.settle();
    worked = [];
    shown = [];
    source.value = 5;
    screen.settle();
    // The page on top alone.
    expect([worked, shown]).toEqual([[5], [10]]);
    go(1, 'back');
    screen.settle();
    expect([worked, shown]).toEqual([[5, 5], [10, 10]]);
  });

  test('that was passed over by nothing new is not drawn again', () => {
    const go = follow(true);
    go(2, 'forward');
    screen.settle();
    shown = [];
    go(1, 'back');
    screen.settle();
    expect(shown).toEqual([]);
  });

  test('goes on following where it may not sleep', () => {
    const go = follow(false);
    go(2, 'forward');
    screen.settle();
    shown = [];
    source.value = 5;
    screen.settle();
    expect(shown).toEqual([10, 10]);
  });
});

describe('a page that takes a frame to make', () => {
  test('comes on show with the next one, with its name and its focus', () => {
    const go = follow(true);
    makingMs = 30;
    go(2, 'forward');
    screen.frame();
    expect([screen.mirror().page, screen.mirror().focus?.name, screen.mirror().isBusy]).toEqual(['page 1', 'page 1', true]);
    screen.frame();
    expect([screen.mirror().page, screen.mirror().focus?.name, screen.mirror().isBusy]).toEqual(['page 2', 'page 2', false]);
  });

  test('gets the key that is pressed meanwhile', () => {
    const go = follow(true);
    makingMs = 30;
    go(2, 'forward');
    screen.frame();
    screen.press('ok');
    expect([pressed, screen.mirror().page]).toEqual([['page 2'], 'page 2']);
  });

  test('is passed over where the viewer goes on at once', () => {
    const go = follow(true);
    makingMs = 30;
    go(2, 'forward');
    screen.frame();
    go(1, 'back');
    screen.settle();
    expect([screen.mirror().page, screen.engine.root.pages.alive]).toEqual(['page 1', 1]);
  });
});

test('a page may take the place of the one before it without a motion, which comes back with one', () => {
  const go = follow(true);
  const pages = () => screen.engine.root.pages.childList.get().map(({ alpha, visible }) => [alpha, visible]);
  go(7, 'forward');
  screen.frame();
  expect(pages()).toEqual([[0, false], [1, true]]);
  go(1, 'back');
  screen.frame();
  expect(pages()[0]?.[0]).toBeLessThan(1);
  screen.settle();
  expect(pages()).toEqual([[1, true]]);
});
