import { Api, ApiError } from './api';
import { openDialog, secretDialog } from './console-view';
import type { ConsoleView, PageContent } from './console-view';
import type { ConsoleMe } from './console-wire';
import { button, el } from './dom';
import { form } from './form';
import { adsPage } from './pages/ads-page';
import { brandPage } from './pages/brand-page';
import { cataloguePage } from './pages/catalogue-page';
import { goodsPage } from './pages/goods-page';
import { livePage } from './pages/live-page';
import { operatorsPage, ownPasswordPage } from './pages/operators-page';
import { orderPage } from './pages/order-page';
import { ordersPage } from './pages/orders-page';
import { overviewPage } from './pages/overview-page';
import { plansPage } from './pages/plans-page';
import { recommendPage } from './pages/recommend-page';
import { subscriberPage } from './pages/subscriber-page';
import { subscribersPage } from './pages/subscribers-page';
import { supportPage } from './pages/support-page';
import { viewersPage } from './pages/viewers-page';
import { TEXTS } from './texts';

type OpenPage = (view: ConsoleView, query: URLSearchParams, id: string) => Promise<PageContent>;

interface Route {
  /** Right it needs. */
  readonly right: string;
  /** Its name in the menu; `null`: it is reached from elsewhere. */
  readonly label: string | null;
  readonly open: OpenPage;
}

const ROUTES: Readonly<Record<string, Route>> = {
  overview: { right: 'look', label: TEXTS.overview, open: overviewPage },
  live: { right: 'look', label: TEXTS.live, open: livePage },
  subscribers: { right: 'look', label: TEXTS.subscribers, open: subscribersPage },
  subscriber: { right: 'look', label: null, open: (view, _query, id) => subscriberPage(view, id) },
  support: { right: 'help', label: TEXTS.support.title, open: (view, _query, id) => supportPage(view, id) },
  plans: { right: 'look', label: TEXTS.plansTitle, open: plansPage },
  goods: { right: 'look', label: TEXTS.goods.title, open: goodsPage },
  recommendations: { right: 'look', label: TEXTS.recommend.title, open: recommendPage },
  ads: { right: 'look', label: TEXTS.ads.title, open: adsPage },
  orders: { right: 'money', label: TEXTS.orders, open: ordersPage },
  catalogue: { right: 'look', label: TEXTS.catalogue, open: cataloguePage },
  order: { right: 'look', label: TEXTS.order.title, open: orderPage },
  viewers: { right: 'look', label: TEXTS.viewers, open: viewersPage },
  brand: { right: 'look', label: TEXTS.brand.title, open: brandPage },
  operators: { right: 'operators', label: TEXTS.operators, open: operatorsPage },
  password: { right: 'look', label: null, open: ownPasswordPage },
};
const START = 'overview';

/** The console's frame: signing in, menu, the page that is open, and what it says. */
export class Shell {
  private readonly api = new Api(() => this.showSignIn());
  private readonly main = el('main', { id: 'main', tabindex: -1 });
  private readonly notice = el('div', { class: 'notice', role: 'status', 'aria-live': 'polite' });
  private readonly menu = el('nav', { 'aria-label': TEXTS.menu });
  private me: ConsoleMe | null = null;
  private timer = 0;
  /** Counts openings, so that a slow answer never replaces a page that was opened after it. */
  private opening = 0;
  /** Said once the page stands that is being gone to. */
  private pending = '';

  constructor(private readonly root: HTMLElement) {
    window.addEventListener('hashchange', () => void this.open(true));
  }

  /** Shows the page, or asks who is there. */
  async start(): Promise<void> {
    this.me = await this.api.me();
    if (this.me === null) this.showSignIn();
    else this.showFrame(this.me);
  }

  private showSignIn(): void {
    this.me = null;
    this.opening += 1;
    window.clearTimeout(this.timer);
    document.title = TEXTS.signInTitle;
    const made = form({
      fields: [
        { name: 'name', label: TEXTS.name, autocomplete: 'username', isNeeded: true, isWide: true },
        { name: 'password', label: TEXTS.password, kind: 'password', autocomplete: 'current-password', isNeeded: true, isWide: true },
      ],
      submit: TEXTS.signIn,
      act: async (filled) => {
        this.me = await this.api.signIn(filled.text('name'), filled.text('password'));
        this.showFrame(this.me);
      },
    });
    this.root.replaceChildren(el('div', { class: 'sign-in' }, el('main', { class: 'panel' }, el('h1', {}, TEXTS.signInTitle), made)));
    made.querySelector('input')?.focus();
  }

  private showFrame(me: ConsoleMe): void {
    const skip = button(TEXTS.skip, () => this.main.querySelector('h1')?.focus(), { class: 'skip' });
    const signOut = button(TEXTS.signOut, () => {
      this.api.change('POST', 'sign-out').then(() => this.showSignIn(), () => this.showSignIn());
    }, { class: 'small' });
    const who = el('div', { class: 'who' }, el('div', {}, me.name, el('div', { class: 'quiet' }, me.role)), el('a', { href: '#/password' }, TEXTS.ownPassword), signOut);
    const side = el('div', { class: 'side' }, el('div', { class: 'brand' }, me.platform, el('small', {}, TEXTS.version(me.version))), this.menu, who);
    this.root.replaceChildren(skip, el('div', { class: 'frame' }, side, this.main));
    void this.open(true);
  }

  /** Where the address leads. */
  private place(): { readonly name: string; readonly id: string; readonly query: URLSearchParams } {
    const [path = '', query = ''] = window.location.hash.replace(/^#\/?/, '').split('?');
    const [name = '', id = ''] = path.split('/');
    return { name: Object.keys(ROUTES).includes(name) ? name : START, id, query: new URLSearchParams(query) };
  }

  /** `done` is said once the page stands: whoever reads it may go on at once. */
  private async open(isNew: boolean, done = ''): Promise<void> {
    const { me } = this;
    if (me === null) return;
    window.clearTimeout(this.timer);
    const opening = (this.opening += 1);
    const { name, id, query } = this.place();
    const route = ROUTES[name];
    if (route === undefined) return;
    // Not with a refresh: who stands on a place of the menu would lose it.
    if (isNew) this.drawMenu(me, name === 'subscriber' ? 'subscribers' : name);
    let content: PageContent;
    try {
      content = await route.open(this.viewFor(me), query, id);
    } catch (error) {
      content = { title: TEXTS.failed, children: [el('p', {}, error instanceof ApiError ? error.message : TEXTS.failed)] };
    }
    if (opening !== this.opening) return;
    // Whoever types or stands on a button must not lose the place to a refresh.
    const isBusy = !isNew && (document.querySelector('dialog') !== null || (this.main.contains(document.activeElement) && document.activeElement?.tagName !== 'H1'));
    if (!isBusy) this.draw(content, isNew);
    if (isNew) this.say(this.pending || done);
    if (isNew) this.pending = '';
    if (content.every !== undefined) this.timer = window.setTimeout(() => void this.open(false), content.every);
  }

  private draw({ title, children }: PageContent, isNew: boolean): void {
    document.title = `${title} – ${this.me?.platform ?? ''}`;
    const heading = el('h1', { tabindex: -1 }, title);
    const hadHeading = document.activeElement?.tagName === 'H1';
    this.main.replaceChildren(el('div', { class: 'head' }, heading), this.notice, ...children.filter((child) => child !== null));
    if (isNew) window.scrollTo(0, 0);
    if (isNew || hadHeading) heading.focus({ preventScroll: true });
  }

  private drawMenu(me: ConsoleMe, current: string): void {
    const shown = Object.entries(ROUTES).filter(([, route]) => route.label !== null && me.rights.includes(route.right));
    this.menu.replaceChildren(...shown.map(([name, route]) => {
      const link = el('a', { href: `#/${name}`, 'aria-current': name === current ? 'page' : null }, route.label);
      link.addEventListener('click', () => {
        // The address stays the same, so that nobody else hears of it.
        if (window.location.hash === `#/${name}`) void this.open(true);
      });
      return link;
    }));
  }

  private say(text: string, isBad = false): void {
    this.notice.textContent = text;
    this.notice.classList.toggle('bad', isBad);
  }

  private viewFor(me: ConsoleMe): ConsoleView {
    const run = (act: () => Promise<unknown>, done: string | (() => string)): void => {
      act().then(() => {
        const text = typeof done === 'string' ? done : done();
        if (text !== '') void this.open(true, text);
      }, (error: unknown) => this.say(error instanceof Error ? error.message : TEXTS.failed, true));
    };
    return {
      api: this.api,
      me,
      may: (right) => me.rights.includes(right),
      reload: (done = '') => void this.open(true, done),
      go: (path, done = '') => {
        if (window.location.hash === `#/${path}`) {
          void this.open(true, done);
          return;
        }
        this.pending = done;
        window.location.hash = `#/${path}`;
      },
      say: (text, isBad) => this.say(text, isBad),
      run,
      ask: (question, verb, act, done) => openDialog(question, [], (close) => [
        button(verb, () => {
          close();
          run(act, done);
        }, { class: 'main' }),
        button(TEXTS.cancel, close),
      ]),
      showSecret: (secret) => secretDialog(secret, () => void this.open(true)),
    };
  }
}
