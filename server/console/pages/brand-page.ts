import { asFields, fieldsOfJson } from '#core/wire';
import type { Fields } from '#core/wire';
import { brandSlug, parseBrand } from '#scripts/brand-format';
import type { ConsoleView, PageContent } from '../console-view';
import { contrast, readableOn } from '../contrast';
import { button, el, panel, svg, tag } from '../dom';
import { TEXTS } from '../texts';

/** Fields of the brand file by their place in it, with what stands in them first; lists are written with commas. */
const GROUPS = [
  { title: TEXTS.brand.readGroup, isOpen: true, fields: [
    ['name', TEXTS.brand.name, ''], ['description', TEXTS.brand.description, 'Live TV, movies and series.'], ['vendor.name', TEXTS.brand.vendorName, ''], ['vendor.url', TEXTS.brand.vendorUrl, ''],
  ] },
  { title: TEXTS.brand.colourGroup, isOpen: true, fields: [
    ['colors.background', TEXTS.brand.background, '#0B0C10'], ['colors.accent', TEXTS.brand.accent, '#FF7A3D'], ['colors.accent2', TEXTS.brand.accent2, '#FFB25E'], ['colors.onAccent', TEXTS.brand.onAccent, ''],
  ] },
  { title: TEXTS.brand.drawingGroup, isOpen: true, fields: [['art.mark', TEXTS.brand.mark, ''], ['art.logo', TEXTS.brand.logo, ''], ['art.folder', TEXTS.brand.folder, '']] },
  { title: TEXTS.brand.storeGroup, isOpen: true, fields: [['tizen.packageId', TEXTS.brand.packageId, ''], ['tizen.appName', TEXTS.brand.appName, ''], ['webos.appId', TEXTS.brand.appId, '']] },
  { title: TEXTS.brand.moreGroup, isOpen: false, fields: [
    ['platformUrl', TEXTS.brand.platformUrl, ''], ['languages', TEXTS.brand.languages, 'en, de, fr, es, pt, it, pl, tr, ru, ar, hi, zh'], ['tizen.requiredVersion', TEXTS.brand.requiredVersion, '3.0'],
    ['webos.serviceName', TEXTS.brand.serviceName, 'service'], ['versionFrom', TEXTS.brand.versionFrom, 'package.json'],
  ] },
] as const;
type BrandField = (typeof GROUPS)[number]['fields'][number];
const FIELDS: readonly BrandField[] = GROUPS.flatMap((group): readonly BrandField[] => group.fields);
/** A new file asks of Samsung's sets what the product's own does. */
const NEW_FILE = { tizen: { uses: ['preview'] } };

/** What follows from a name, for who has nothing else in mind. */
function suggestions(name: string): Readonly<Record<string, string>> {
  const plain = name.normalize('NFKD').replace(/[^0-9A-Za-z ]/g, '');
  const letters = plain.replace(/ /g, '');
  const slug = plain.trim().toLowerCase().replace(/ +/g, '-') || 'brand';
  const word = letters.toLowerCase().replace(/^[0-9]+/, '').slice(0, 30);
  return {
    'art.mark': `${slug}/mark.svg`, 'art.logo': `${slug}/logo.svg`, 'art.folder': slug, 'tizen.appName': letters.slice(0, 52),
    'tizen.packageId': letters === '' ? '' : `${letters.slice(0, 9).padEnd(9, '0')}1`,
    'webos.appId': word === '' ? '' : `com.${word}.tv`,
  };
}
/** Text of the app; not a brand's to choose. */
const APP_TEXT = '#F6F3EE';
const READABLE = 4.5;
const VISIBLE = 3;

function valueAt(file: Fields, path: string): string {
  let value: unknown = file;
  for (const name of path.split('.')) value = asFields(value)?.[name];
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : '';
}

/** The editor: a form that is judged by the packagers' own rules with every letter. */
class BrandEditor {
  readonly element = el('div', { class: 'stack' });
  readonly state = el('div', { role: 'status', 'aria-live': 'polite' });
  readonly checks = el('div', {});
  readonly commands = el('code', { class: 'commands' });
  private readonly inputs = new Map<string, HTMLInputElement>();
  private readonly notes = new Map<string, HTMLElement>();
  private readonly pickers = new Map<string, HTMLInputElement>();
  /** Fields that still follow the name. */
  private readonly following = new Set<string>(Object.keys(suggestions('')));
  /** What came in with a file; what has no field here stays. */
  private kept: Fields = NEW_FILE;
  private readonly save = button(TEXTS.brand.download, () => this.download(), { class: 'main' });

  constructor(name: string, platformUrl: string) {
    const suggested = suggestions(name);
    for (const group of GROUPS) {
      const labels = group.fields.map((field) => this.field(field, field[0] === 'name' ? name : field[0] === 'platformUrl' ? platformUrl : suggested[field[0]] ?? field[2]));
      const fields = el('div', { class: 'fields' }, ...labels);
      this.element.append(group.isOpen ? el('fieldset', { class: 'group' }, el('legend', {}, group.title), fields) : el('details', {}, el('summary', {}, group.title), fields));
    }
    this.judge();
  }

  private field([path, label]: BrandField, start: string): HTMLElement {
    const note = el('small', { id: `note ${path}`.replace(/[ .]/g, '-') });
    const input = el('input', { type: 'text', name: path, value: start, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': note.id });
    input.addEventListener('input', () => {
      this.following.delete(path);
      if (path === 'name') this.follow();
      this.judge();
    });
    this.inputs.set(path, input);
    this.notes.set(path, note);
    return el('label', {}, label, path.startsWith('colors.') ? el('div', { class: 'color' }, input, this.picker(path, label, input)) : input, note);
  }

  /** The browser's own choice of a colour; behind its number, which the label is for. */
  private picker(path: string, label: string, input: HTMLInputElement): HTMLElement {
    const picker = el('input', { type: 'color', 'aria-label': TEXTS.brand.pick(label) });
    picker.addEventListener('input', () => {
      input.value = picker.value.toUpperCase();
      this.judge();
    });
    this.pickers.set(path, picker);
    return picker;
  }

  private follow(): void {
    const suggested = suggestions(this.value('name'));
    for (const path of this.following) {
      const input = this.inputs.get(path);
      if (input !== undefined) input.value = suggested[path] ?? '';
    }
  }

  get actions(): HTMLElement {
    const file = el('input', { type: 'file', accept: '.json,application/json' });
    file.addEventListener('change', () => {
      const [chosen] = Array.from(file.files ?? []);
      if (chosen !== undefined) void chosen.text().then((text) => this.load(text));
    });
    return el('div', { class: 'row' }, this.save, el('label', {}, TEXTS.brand.open, file));
  }

  private load(text: string): void {
    const read = fieldsOfJson(text);
    if (read === null) {
      this.state.replaceChildren(tag(TEXTS.brand.noFile, 'bad'));
      return;
    }
    this.kept = read;
    this.following.clear();
    for (const [path, input] of this.inputs) input.value = valueAt(read, path);
    this.judge();
  }

  private value(path: string): string {
    return this.inputs.get(path)?.value.trim() ?? '';
  }

  private file(): Fields {
    const file: Record<string, unknown> = {};
    for (const [path] of FIELDS) {
      const value = this.value(path);
      const [first = '', second] = path.split('.');
      if (second === undefined) {
        file[first] = path === 'languages' ? value.split(',').map((entry) => entry.trim()).filter((entry) => entry !== '') : value;
        continue;
      }
      const others = Object.entries(asFields(file[first] ?? this.kept[first]) ?? {}).filter(([name]) => name !== second);
      file[first] = Object.fromEntries(path === 'colors.onAccent' && value === '' ? others : [...others, [second, value]]);
    }
    return { ...file, ...Object.fromEntries(Object.entries(this.kept).filter(([name]) => !(name in file))) };
  }

  private judge(): void {
    const result = parseBrand(this.file());
    const problems = new Map<string, string>();
    for (const { field, reason, example } of result.ok ? [] : result.error) {
      // `languages[1]` belongs to the field `languages`.
      const path = field.replace(/\[.*$/, '');
      if (!problems.has(path)) problems.set(path, this.value(path) === '' && path !== 'languages' ? TEXTS.brand.missing(example) : TEXTS.brand.problem(reason, example));
    }
    for (const [path, input] of this.inputs) {
      const problem = problems.get(path) ?? '';
      input.setAttribute('aria-invalid', String(problem !== ''));
      const note = this.notes.get(path);
      if (note !== undefined) note.textContent = problem;
    }
    const others = Array.from(problems).filter(([path]) => !this.inputs.has(path)).map(([path, problem]) => el('div', {}, `${path}: ${problem}`));
    for (const more of this.element.querySelectorAll('details')) if (more.querySelector('[aria-invalid=true]') !== null) more.open = true;
    this.save.disabled = !result.ok;
    this.drawCommands(result.ok ? brandSlug(result.value) : 'brand');
    this.state.replaceChildren(result.ok ? tag(TEXTS.brand.good, 'good') : tag(TEXTS.brand.problems(problems.size), 'bad'), ...others);
    this.drawChecks();
  }

  /** What is typed on the machine, for this very file. */
  private drawCommands(slug: string): void {
    const lines = ['brand:art', 'package:tizen', 'package:webos'].map((name) => el('div', {}, `npm run ${name} -- --brand static/brand/${slug}.json`));
    this.commands.replaceChildren(...lines);
  }

  private drawChecks(): void {
    const [background, accent, accent2] = [this.value('colors.background'), this.value('colors.accent'), this.value('colors.accent2')];
    const onAccent = this.value('colors.onAccent') || readableOn(accent);
    for (const [path, picker] of this.pickers) {
      const color = path === 'colors.onAccent' ? onAccent : this.value(path);
      if (/^#[0-9a-f]{6}$/i.test(color)) picker.value = color;
    }
    const line = (label: string, one: string, other: string, least: number): readonly HTMLElement[] => {
      const ratio = contrast(one, other);
      const isGood = ratio >= least;
      return [el('dt', {}, label), el('dd', {}, tag(TEXTS.brand.ratio(ratio.toFixed(1), String(least)), isGood ? 'good' : 'bad'))];
    };
    const preview = svg('svg', { viewBox: '0 0 320 120', class: 'chart', role: 'img', 'aria-label': TEXTS.brand.preview },
      svg('rect', { width: 320, height: 120, rx: 14, fill: background }), svg('rect', { x: 24, y: 64, width: 130, height: 34, rx: 17, fill: accent }),
      svg('rect', { x: 24, y: 48, width: 200, height: 4, rx: 2, fill: accent2 }), svg('circle', { cx: 290, cy: 24, r: 8, fill: accent2 }));
    const word = svg('text', { x: 24, y: 34, fill: APP_TEXT, 'font-size': 18 }, this.value('name'));
    const label = svg('text', { x: 89, y: 86, fill: onAccent, 'font-size': 14, 'text-anchor': 'middle' }, TEXTS.brand.previewButton);
    for (const text of [word, label]) text.classList.add('own');
    preview.append(word, label);
    this.checks.replaceChildren(preview, el('dl', {}, ...line(TEXTS.brand.textOnBackground, APP_TEXT, background, READABLE), ...line(TEXTS.brand.accentOnBackground, accent, background, VISIBLE),
      ...line(TEXTS.brand.accent2OnBackground, accent2, background, VISIBLE), ...line(TEXTS.brand.textOnAccent, onAccent, accent, READABLE)));
  }

  private download(): void {
    const result = parseBrand(this.file());
    if (!result.ok) return;
    const address = URL.createObjectURL(new Blob([`${JSON.stringify(this.file(), null, 2)}\n`], { type: 'application/json' }));
    const link = el('a', { href: address, download: `${brandSlug(result.value)}.json` });
    link.click();
    URL.revokeObjectURL(address);
  }
}

/** Making the brand file that the packagers read. */
export async function brandPage(view: ConsoleView): Promise<PageContent> {
  const editor = new BrandEditor(view.me.platform, window.location.protocol === 'https:' ? window.location.origin : '');
  return {
    title: TEXTS.brand.title,
    children: [
      el('p', {}, TEXTS.brand.hint), panel(TEXTS.brand.file, editor.element, editor.state, editor.actions), panel(TEXTS.brand.colours, el('div', { class: 'preview' }, editor.checks)),
      panel(TEXTS.brand.next, el('p', {}, TEXTS.brand.nextHint), editor.commands),
    ],
  };
}
