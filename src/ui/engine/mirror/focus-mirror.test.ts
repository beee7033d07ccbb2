import { describe, expect, test } from '@jest/globals';
import { FakeClock } from '#test/harness/fakes';
import type { AnyView } from '../view/view';
import { FocusMirror } from './focus-mirror';
import type { MirrorContent } from './mirror-surface';

describe('the mirror', () => {
  test('a fact is written and says nothing again', () => {
    const clock = new FakeClock();
    const said: string[] = [];
    const written: Array<string | undefined> = [];
    const surface = {
      write: (content: MirrorContent) => void written.push(content.facts.get('position')),
      setLanguage: () => undefined,
      focus: () => undefined,
      announce: () => undefined,
      dispose: () => undefined,
    };
    const speech = { isEnabled: true, speak: (text: string) => void said.push(text), stop: () => undefined, onEnabledChange: () => () => undefined };
    const mirror = new FocusMirror(surface, speech, clock);
    mirror.setFocus({ parent: null, describe: () => ({ role: 'slider', name: 'Position' }) } as unknown as AnyView, true);
    mirror.flush();
    clock.tick(200);
    mirror.setFact('position', '61');
    mirror.flush();
    clock.tick(200);
    expect([said, written]).toEqual([['Position'], [undefined, '61']]);
  });

  test('a control that changes tells the change alone, and nothing twice', () => {
    const clock = new FakeClock();
    const said: string[] = [];
    const surface = { write: () => undefined, setLanguage: () => undefined, focus: () => undefined, announce: () => undefined, dispose: () => undefined };
    const speech = { isEnabled: true, speak: (text: string) => void said.push(text), stop: () => undefined, onEnabledChange: () => () => undefined };
    const mirror = new FocusMirror(surface, speech, clock);
    let state = 'on';
    let count = 5;
    const view = { parent: null, describe: () => ({ role: 'switch', name: 'Previews', state, index: 1, count }) } as unknown as AnyView;
    const tell = (of: AnyView): void => {
      mirror.setFocus(of, true);
      mirror.flush();
      clock.tick(200);
    };
    tell(view);
    state = 'off';
    tell(view);
    count = 6;
    tell(view);
    expect(said).toEqual(['Previews. on. 1/5', 'off']);
    tell({ parent: null, describe: () => ({ role: 'button', name: 'A map. No city.', details: 'Play' }) } as unknown as AnyView);
    tell(view);
    expect(said.slice(2)).toEqual(['A map. No city. Play', 'Previews. off. 1/6']);
  });

  test('while a key is held what is passed by is told now and then, what it ends on at once', () => {
    const clock = new FakeClock();
    const written: Array<string | undefined> = [];
    const asked: string[] = [];
    const surface = { write: (content: MirrorContent) => void written.push(content.focus?.name), setLanguage: () => undefined, focus: () => undefined, announce: () => undefined, dispose: () => undefined };
    const said: string[] = [];
    const speech = { isEnabled: true, speak: (text: string) => void said.push(text), stop: () => undefined, onEnabledChange: () => () => undefined };
    const mirror = new FocusMirror(surface, speech, clock);
    const step = (name: string, isHeld: boolean): void => {
      mirror.setFocus({ parent: null, describe: () => { asked.push(name); return { role: 'listitem', name }; } } as unknown as AnyView, true);
      mirror.flush(isHeld);
      clock.tick(90);
    };
    step('a', false);
    for (const name of ['b', 'c', 'd', 'e']) step(name, true);
    expect(written).toEqual(['a', 'd']);
    expect(mirror.read().focus?.name).toBe('e');
    mirror.flush();
    expect([written, asked, said]).toEqual([['a', 'd', 'e'], ['a', 'd', 'e'], []]);
    clock.tick(150);
    expect(said).toEqual(['e']);
  });

  test('a frame that has done enough leaves the telling to the next one, where there is one', () => {
    const clock = new FakeClock();
    const written: Array<string | undefined> = [];
    const surface = { write: (content: MirrorContent) => void written.push(content.focus?.name), setLanguage: () => undefined, focus: () => undefined, announce: () => undefined, dispose: () => undefined };
    const mirror = new FocusMirror(surface, { isEnabled: false, speak: () => undefined, stop: () => undefined, onEnabledChange: () => () => undefined }, clock);
    const frame = (name: string | null, isFull: boolean): void => {
      if (name !== null) mirror.setFocus({ parent: null, describe: () => ({ role: 'listitem', name }) } as unknown as AnyView, true);
      mirror.flush(true, isFull);
    };
    frame('first', false);
    clock.tick(100);
    frame('a', true);
    clock.tick(110);
    frame('b', true);
    expect(written).toEqual(['first']);
    clock.tick(16);
    frame(null, false);
    expect(written).toEqual(['first', 'b']);
    // A set that takes a frame for every step still tells.
    for (const name of ['c', 'd', 'e', 'f', 'g']) {
      clock.tick(100);
      frame(name, true);
    }
    expect(written).toEqual(['first', 'b', 'f']);
  });

  test('a covered page cannot take the name of the page on show', () => {
    const surface = { write: () => undefined, setLanguage: () => undefined, focus: () => undefined, announce: () => undefined, dispose: () => undefined };
    const speech = { isEnabled: false, speak: () => undefined, stop: () => undefined, onEnabledChange: () => () => undefined };
    const mirror = new FocusMirror(surface, speech, new FakeClock());
    mirror.setPage({ id: 'live', name: 'Live TV' });
    mirror.renamePage({ id: 'home', name: 'Home, 9 rows' });
    expect(mirror.read().page).toBe('live');
    mirror.renamePage({ id: 'live', name: 'Live TV, 49 channels' });
    expect(mirror.read().pageName).toBe('Live TV, 49 channels');
  });
});
