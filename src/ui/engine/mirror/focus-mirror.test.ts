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
});
