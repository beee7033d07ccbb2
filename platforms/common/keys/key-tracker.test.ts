import { FakeClock } from '#test/harness/fakes';
import { KeyTracker } from './key-tracker';

function createTracker(): { clock: FakeClock; tracker: KeyTracker; said: string[] } {
  const clock = new FakeClock();
  const said: string[] = [];
  const tracker = new KeyTracker(clock, ({ key, phase, isHeld, heldMs }) => {
    said.push(`${key} ${phase}${isHeld ? ' held' : ''} ${String(heldMs)}`);
  });
  return { clock, tracker, said };
}

describe('KeyTracker', () => {
  it('tells a short press at once', () => {
    const { clock, tracker, said } = createTracker();
    tracker.down('ok');
    clock.tick(80);
    tracker.up('ok');
    expect(said).toEqual(['ok down 0', 'ok up 80']);
    expect(clock.pending).toBe(0);
  });

  it('takes two quick taps for two presses', () => {
    const { clock, tracker, said } = createTracker();
    tracker.down('right');
    clock.tick(90);
    tracker.up('right');
    clock.tick(30);
    tracker.down('right');
    clock.tick(90);
    tracker.up('right');
    expect(said).toEqual(['right down 0', 'right up 90', 'right down 0', 'right up 90']);
  });

  it('knows a held Samsung key by its pairs, and tells one release', () => {
    const { clock, tracker, said } = createTracker();
    tracker.down('down');
    clock.tick(660);
    for (let i = 0; i < 3; i += 1) {
      tracker.up('down');
      tracker.down('down');
      clock.tick(40);
    }
    tracker.up('down');
    clock.tick(200);
    expect(said).toEqual(['down down 0', 'down down held 660', 'down down held 700', 'down down held 740', 'down up held 850']);
  });

  it('knows a held key that repeats (LG, keyboards)', () => {
    const { clock, tracker, said } = createTracker();
    tracker.down('left');
    clock.tick(500);
    tracker.down('left');
    clock.tick(33);
    tracker.down('left');
    tracker.up('left');
    clock.tick(100);
    expect(said).toEqual(['left down 0', 'left down held 500', 'left down held 533', 'left up held 603']);
  });

  it('keeps two keys apart', () => {
    const { clock, tracker, said } = createTracker();
    tracker.down('left');
    clock.tick(10);
    tracker.down('ok');
    tracker.up('left');
    tracker.up('ok');
    expect(said).toEqual(['left down 0', 'ok down 0', 'left up 10', 'ok up 0']);
  });

  it('releases everything when the app loses the keys', () => {
    const { clock, tracker, said } = createTracker();
    tracker.down('left');
    clock.tick(700);
    tracker.up('left');
    tracker.releaseAll();
    clock.tick(500);
    expect(said).toEqual(['left down 0', 'left up 700']);
    expect(clock.pending).toBe(0);
  });

  it('ignores a release without a press', () => {
    const { tracker, said } = createTracker();
    tracker.up('back');
    expect(said).toEqual([]);
  });
});
