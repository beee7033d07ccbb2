import type { Television } from '#test/simulators';
import type { TvPageFacts } from '../open-tv';
import { KEYBOARD, REMOTE_ROWS } from './remote-layout';

/** How often state, journal and violations are read from the set. */
const LOOK_MS = 400;
const JOURNAL_LINES = 40;
/** What can be said to a Samsung set. */
const PHRASES: readonly string[] = [
  'search arena', 'up', 'down', 'left', 'right', 'next', 'previous', 'show more', 'select', 'select 2', 'select last', 'play', 'pause', 'stop', 'fast forward', 'rewind',
  'skip 30', 'skip back 10', 'go to 120', 'start over', 'subtitles on', 'subtitles off', 'go to home', 'go to search', 'go to settings',
];

/** The simulated set in its frame, and everything around it that people see and press. */
class TvPage {
  private readonly frame: HTMLIFrameElement;
  private isNetworkUp = true;
  private isVoiceOn = false;
  private hubText = '';

  constructor(
    private readonly document: Document,
    private readonly facts: TvPageFacts,
  ) {
    this.frame = this.byId('set') as HTMLIFrameElement;
  }

  open(): void {
    const { document, facts } = this;
    document.title = `${facts.family} ${facts.version}`;
    this.frame.width = String(facts.width);
    this.frame.height = String(facts.height);
    this.fit();
    window.addEventListener('resize', () => { this.fit(); });
    this.switchOn();
    this.drawRemote();
    this.drawModels();
    this.drawActs();
    this.listen();
    window.setInterval(() => { this.look(); }, LOOK_MS);
  }

  private get set(): Television | null {
    const inside = this.frame.contentWindow;
    return inside === null ? null : ((Reflect.get(inside, '__television') as Television | undefined) ?? null);
  }

  private byId(id: string): HTMLElement {
    const found = this.document.getElementById(id);
    if (found === null) throw new Error(`the page has no ${id}`);
    return found;
  }

  private switchOn(): void {
    const { version, chaos } = this.facts;
    this.frame.src = `/index.html?version=${encodeURIComponent(version)}&chaos=${encodeURIComponent(chaos)}`;
  }

  /** As large as the window lets it be. */
  private fit(): void {
    const { width, height } = this.facts;
    const room = this.byId('screen').parentElement;
    if (room === null) return;
    const scale = Math.min((room.clientWidth - 32) / width, (room.clientHeight - 32) / height);
    this.frame.style.transform = `scale(${String(scale)})`;
    const screen = this.byId('screen');
    screen.style.width = `${String(width * scale)}px`;
    screen.style.height = `${String(height * scale)}px`;
  }

  private button(text: string, onPress: () => void, look = ''): HTMLButtonElement {
    const button = this.document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.className = look;
    button.addEventListener('click', onPress);
    return button;
  }

  /** A key that can be held, by mouse and by touch. */
  private key(text: string, label: string, look: string): HTMLButtonElement {
    const button = this.button(text, () => undefined, look);
    button.title = label;
    let isDown = false;
    const up = (): void => {
      if (isDown) this.set?.up(label);
      isDown = false;
    };
    button.addEventListener('pointerdown', () => {
      isDown = true;
      this.set?.down(label);
    });
    for (const name of ['pointerup', 'pointerleave', 'pointercancel']) button.addEventListener(name, up);
    // By keyboard: a short press.
    button.addEventListener('click', ({ detail }) => {
      if (detail === 0) this.set?.press(label);
    });
    return button;
  }

  private drawRemote(): void {
    const remote = this.byId('remote');
    for (const { columns, keys } of REMOTE_ROWS) {
      const row = this.document.createElement('div');
      row.className = columns === 4 ? 'keys four' : 'keys';
      row.style.marginBottom = '6px';
      for (const { key, text, look } of keys) {
        const label = this.facts.labels[key];
        // An empty place keeps the cross of arrows in shape; a key this remote lacks takes none.
        if (label !== undefined) row.appendChild(this.key(text, label, look ?? ''));
        else if (key === '') row.appendChild(this.document.createElement('span'));
      }
      remote.appendChild(row);
    }
  }

  private drawModels(): void {
    const { facts } = this;
    const versions = this.byId('version') as HTMLSelectElement;
    for (const version of facts.versions) versions.add(new Option(`${facts.family} ${version}`, version, false, version === facts.version));
    const chaos = this.byId('chaos') as HTMLInputElement;
    chaos.checked = facts.chaos === 'field';
    const change = (): void => {
      window.location.search = `?version=${encodeURIComponent(versions.value)}&chaos=${chaos.checked ? 'field' : 'calm'}`;
    };
    versions.addEventListener('change', change);
    chaos.addEventListener('change', change);
  }

  private drawActs(): void {
    const acts = this.byId('acts');
    const add = (text: string, act: (set: Television) => void): void => {
      acts.appendChild(this.button(text, () => {
        const { set } = this;
        if (set !== null) act(set);
        this.look();
      }));
    };
    add('Other app', (set) => { set.hide(); });
    add('Back to app', (set) => { set.show(); });
    add('Standby', (set) => { set.standby(); });
    add('Wake', (set) => { set.wake(); });
    add('Cable', (set) => {
      this.isNetworkUp = !this.isNetworkUp;
      set.setNetwork(this.isNetworkUp);
    });
    add('Cable, silently', (set) => {
      this.isNetworkUp = !this.isNetworkUp;
      set.setNetwork(this.isNetworkUp, true);
    });
    add('Voice guide', (set) => {
      this.isVoiceOn = !this.isVoiceOn;
      set.setVoiceGuide(this.isVoiceOn);
    });
    if (this.facts.family === 'webos') add('Developer session over', (set) => { set.expireDeveloperSession(); });
    acts.appendChild(this.button('Switch off and on', () => {
      this.isNetworkUp = true;
      this.switchOn();
    }));
  }

  private listen(): void {
    const { document } = this;
    document.addEventListener('keydown', (event) => {
      const target = event.target as HTMLElement | null;
      if (target !== null && /^(INPUT|SELECT)$/.test(target.tagName)) return;
      // A button of the remote that has the browser's focus takes Enter itself.
      if (target?.tagName === 'BUTTON' && event.key === 'Enter' && !event.repeat) return;
      const label = this.facts.labels[KEYBOARD[event.key] ?? ''];
      if (label === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (!event.repeat) this.set?.down(label);
    });
    document.addEventListener('keyup', (event) => {
      const label = this.facts.labels[KEYBOARD[event.key] ?? ''];
      if (label !== undefined) this.set?.up(label);
    });
    this.byId('link').addEventListener('submit', (event) => {
      event.preventDefault();
      this.callApp((this.byId('params') as HTMLInputElement).value);
    });
    for (const id of ['assistant', 'hub']) this.byId(id).hidden = this.facts.family !== 'tizen';
    for (const phrase of PHRASES) {
      const option = document.createElement('option');
      option.value = phrase;
      this.byId('phrases').appendChild(option);
    }
    this.byId('voice').addEventListener('submit', (event) => {
      event.preventDefault();
      const { value } = this.byId('words') as HTMLInputElement;
      this.byId('heard').textContent = this.set === null || value.trim() === '' ? '' : `${value}: ${this.set.say(value)}`;
      this.look();
    });
    if (this.facts.family === 'webos') this.listenToPointer();
  }

  private listenToPointer(): void {
    const glass = this.byId('glass');
    glass.addEventListener('mousemove', (event) => {
      const { left, top, width, height } = glass.getBoundingClientRect();
      this.set?.point({ x: Math.round(((event.clientX - left) * 1920) / width), y: Math.round(((event.clientY - top) * 1080) / height) });
    });
    glass.addEventListener('mouseleave', () => this.set?.point(null));
    glass.addEventListener('click', () => this.set?.click());
  }

  private callApp(text: string): void {
    const input = this.byId('params') as HTMLInputElement;
    let params: unknown = null;
    try {
      params = JSON.parse(text);
    } catch {
      // Told below.
    }
    const isObject = typeof params === 'object' && params !== null;
    input.setCustomValidity(isObject ? '' : 'Parameters are a JSON object, as {"contentId":"m1"}');
    input.reportValidity();
    if (isObject) this.set?.relaunch(params as Record<string, unknown>);
  }

  private look(): void {
    const { set } = this;
    if (set === null) return;
    const state = set.state();
    const list = this.byId('state');
    list.textContent = '';
    for (const [name, value] of Object.entries(state)) {
      const term = this.document.createElement('dt');
      term.textContent = name;
      const text = this.document.createElement('dd');
      text.textContent = Array.isArray(value) ? value.join(', ') || 'none' : String(value);
      list.append(term, text);
    }
    this.drawHub(set);
    this.fill('violations', set.violations);
    this.fill('spoken', set.spoken.slice(-JOURNAL_LINES));
    this.fill('journal', set.journal().slice(-JOURNAL_LINES).map(({ kind, what, atMs }) => `${(atMs / 1000).toFixed(1)} ${kind} ${what}`));
  }

  /** The app's row on the home screen: each tile starts the app, or calls it. */
  private drawHub(set: Television): void {
    const text = JSON.stringify(set.hub);
    if (text === this.hubText) return;
    this.hubText = text;
    const tiles = this.byId('tiles');
    tiles.textContent = set.hub.length === 0 ? 'empty' : '';
    set.hub.forEach((section, at) => {
      const heading = this.document.createElement('h2');
      heading.textContent = section.title;
      const row = this.document.createElement('div');
      row.className = 'row';
      section.tiles.forEach((tile, index) => row.appendChild(this.button([tile.title, tile.subtitle].filter((part) => part !== undefined && part !== '').join(' · '), () => { set.pressTile(at, index); })));
      tiles.append(heading, row);
    });
  }

  private fill(id: string, lines: readonly string[]): void {
    const list = this.byId(id);
    if (list.childElementCount === lines.length && list.lastElementChild?.textContent === lines[lines.length - 1]) return;
    list.textContent = '';
    for (const line of lines) {
      const item = this.document.createElement('li');
      item.textContent = line;
      list.appendChild(item);
    }
    list.scrollTop = list.scrollHeight;
  }
}

/** Fills the page; called once by it. */
export function show(document: Document, facts: TvPageFacts): void {
  new TvPage(document, facts).open();
}
