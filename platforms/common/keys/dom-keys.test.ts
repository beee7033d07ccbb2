import { FakeClock } from '#test/harness/fakes';
import type { PointerEvent, RemoteKeyEvent } from '#ports';
import { FakeWindow } from '../testing/fake-window';
import { DomKeys } from './dom-keys';
import type { DomKeysOptions } from './dom-keys';
import { KEYBOARD_KEYS, TIZEN_KEYS, WEBOS_KEYS } from './key-maps';

function createKeys(options: Partial<DomKeysOptions> = {}): { window: FakeWindow; clock: FakeClock; keys: DomKeys; said: string[] } {
  const window = new FakeWindow();
  const clock = new FakeClock();
  const keys = new DomKeys(window.asWindow, clock, { map: KEYBOARD_KEYS, available: new Set(), pointer: 'movement', foldsClickAndOk: false, ...options });
  const said: string[] = [];
  keys.onKey((event: RemoteKeyEvent) => said.push(`${event.key} ${event.phase}`));
  keys.onPointer((event: PointerEvent) => said.push('x' in event ? `${event.type} ${String(event.x)},${String(event.y)}` : event.type));
  return { window, clock, keys, said };
}

describe('DomKeys', () => {
  it('maps codes and keeps the engine from acting on them', () => {
    const { window, said } = createKeys();
    const event = window.key('keydown', 8);
    window.key('keyup', 8);
    expect(said).toEqual(['back down', 'back up']);
    expect(event.defaultPrevented).toBe(true);
  });

  it('leaves unknown keys and shortcuts to the engine', () => {
    const { window, said } = createKeys();
    expect(window.key('keydown', 116).defaultPrevented).toBe(false);
    expect(window.key('keydown', 82, { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(said).toEqual([]);
  });

  it('leaves a text field its keys, except Back', () => {
    const { window, said } = createKeys({ map: TIZEN_KEYS });
    const field = Object.assign(new EventTarget(), { tagName: 'INPUT' });
    for (const keyCode of [37, 13, 10009]) {
      const event = Object.assign(new Event('keydown', { cancelable: true }), { keyCode });
      Object.defineProperty(event, 'target', { value: field });
      window.dispatchEvent(event);
    }
    expect(said).toEqual(['back down']);
  });

  it('knows the Back of each maker', () => {
    expect([TIZEN_KEYS.get(10009), WEBOS_KEYS.get(461), TIZEN_KEYS.get(461), WEBOS_KEYS.get(10009)]).toEqual(['back', 'back', undefined, undefined]);
  });

  it('places the pointer in the space of the design', () => {
    const { window, said } = createKeys();
    window.innerWidth = 1280;
    window.innerHeight = 720;
    window.mouse('mousemove', 640, 360);
    window.mouse('mousedown', 1280, 720);
    window.mouse('mousedown', 1, 1, { button: 2 });
    expect(said).toEqual(['show', 'move 960,540', 'down 1920,1080']);
  });

  it('hides a mouse pointer on a key and after five seconds', () => {
    const { window, clock, said } = createKeys();
    window.mouse('mousemove', 0, 0);
    window.key('keydown', 37);
    window.key('keyup', 37);
    window.mouse('mousemove', 0, 0);
    clock.tick(5_000);
    expect(said).toEqual(['show', 'move 0,0', 'hide', 'left down', 'left up', 'show', 'move 0,0', 'hide']);
  });

  it('shows and hides the Magic Remote pointer as the set says', () => {
    const { window, clock, said } = createKeys({ map: WEBOS_KEYS, pointer: 'system' });
    window.document.dispatchEvent(Object.assign(new Event('cursorStateChange'), { detail: { visibility: true } }));
    window.key('keydown', 37);
    clock.tick(60_000);
    window.document.dispatchEvent(Object.assign(new Event('cursorStateChange'), { visibility: false }));
    expect(said).toEqual(['show', 'left down', 'hide']);
  });

  describe('one press of OK with the pointer on an LG set', () => {
    const options = { map: WEBOS_KEYS, pointer: 'system', foldsClickAndOk: true } as const;

    it('acts once when the click comes first', () => {
      const { window, clock, said } = createKeys(options);
      window.mouse('mousedown', 10, 10);
      window.mouse('mouseup', 10, 10);
      clock.tick(300);
      window.key('keydown', 13);
      window.key('keyup', 13);
      expect(said).toEqual(['show', 'down 10,10', 'up 10,10']);
    });

    it('acts once when the key comes first', () => {
      const { window, clock, said } = createKeys(options);
      window.key('keydown', 13);
      window.key('keyup', 13);
      clock.tick(100);
      window.mouse('mousedown', 10, 10);
      window.mouse('mouseup', 10, 10);
      expect(said).toEqual(['ok down', 'ok up', 'show']);
    });

    it('acts twice for two presses', () => {
      const { window, clock, said } = createKeys(options);
      window.mouse('mousedown', 10, 10);
      window.mouse('mouseup', 10, 10);
      clock.tick(500);
      window.key('keydown', 13);
      window.key('keyup', 13);
      expect(said).toEqual(['show', 'down 10,10', 'up 10,10', 'ok down', 'ok up']);
    });
  });

  it('hands letters to whoever takes them, and keeps digits, arrows and what is pressed with Ctrl', () => {
    const { window, keys, said } = createKeys();
    const typed: string[] = [];
    const leave = keys.onText((text) => typed.push(text));
    window.key('keydown', 82, { key: 'r' });
    window.key('keyup', 82, { key: 'r' });
    window.key('keydown', 32, { key: ' ' });
    window.key('keydown', 229, { key: 'ش' });
    window.key('keydown', 53, { key: '5' });
    window.key('keydown', 37, { key: 'ArrowLeft' });
    window.key('keydown', 71, { key: 'g', ctrlKey: true });
    expect([typed, said]).toEqual([['r', ' ', 'ش'], ['digit5 down', 'left down']]);
    leave();
    window.key('keydown', 82, { key: 'r' });
    expect([typed.length, said[2]]).toEqual([3, 'red down']);
  });

  it('releases held keys when the page is hidden', () => {
    const { window, said } = createKeys();
    window.key('keydown', 37);
    window.document.setHidden(true);
    expect(said).toEqual(['left down', 'left up']);
  });

  it('leaves the window when disposed', () => {
    const { window, clock, keys, said } = createKeys();
    window.mouse('mousemove', 1, 1);
    keys.dispose();
    window.key('keydown', 37);
    window.mouse('mousemove', 2, 2);
    expect(said).toEqual(['show', 'move 1,1']);
    expect(clock.pending).toBe(0);
  });
});
