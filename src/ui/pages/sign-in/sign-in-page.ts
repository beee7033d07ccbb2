import type { AppModel } from '#model/app';
import { BrandMark, Tabs } from '#ui/components';
import { CANVAS_HEIGHT, Gradient, LightningElement, Picture } from '#ui/engine';
import type { LeaveReason } from '#ui/engine';
import { SAFE } from '#ui/theme';
import { TypingForm } from '../forms/typing-form';
import { putGround } from '../put-ground';
import { TabbedPage } from '../tabbed-page';
import { OwnPanel } from './own-panel';
import { PhonePanel } from './phone-panel';

type TabId = 'phone' | 'remote' | 'own';

/** From the mock `b1-signin-device`. */
const X = SAFE.left;
const BRAND_SIZE = 48;
const TITLE_Y = 150;
const TABS_Y = 240;
const PANEL_Y = 356;
const FORM_Y = 336;
const ROOM = 1728;
const WALL = { x: 1090, w: 1000 } as const;

/** The ways to something to watch: by phone, with the remote, or from an own playlist. */
export class SignInPage extends TabbedPage {
  declare private tab: TabId;
  declare private wall: LightningElement | null;
  declare private phone: PhonePanel | null;
  declare private remote: TypingForm | null;
  declare private ownPanel: OwnPanel;

  override pageTitle(): string {
    const { session, translator } = this.props.app;
    return translator.t(session.hasPlatform ? 'signin.title' : 'source.title');
  }

  override enter(): void {
    this.props.app.session.resetForms();
    this.restore();
  }

  override restore(): void {
    if (this.tab === 'phone') this.props.app.session.startDeviceSignIn();
  }

  override leave(_reason: LeaveReason): void {
    this.props.app.session.stopDeviceSignIn();
  }

  protected override build(): void {
    const { session, translator } = this.props.app;
    const { hasPlatform } = session;
    this.tab = hasPlatform ? 'phone' : 'own';
    this.isOnTabs = hasPlatform;
    putGround(this);
    this.wall = this.buildWall();
    this.add(BrandMark, { size: BRAND_SIZE }, { x: X, y: SAFE.top });
    this.addText({ style: 'title1', content: this.pageTitle(), maxWidth: ROOM }, X, TITLE_Y);
    this.phone = hasPlatform ? this.add(PhonePanel, { app: this.props.app }, { x: X, y: PANEL_Y }) : null;
    this.remote = hasPlatform ? this.buildRemote() : null;
    this.ownPanel = this.add(OwnPanel, { translator, onOpen: () => this.openOwn(), onBring: () => this.props.app.navigation.open({ name: 'transfer' }) }, { x: X, y: hasPlatform ? PANEL_Y : TABS_Y });
    this.tabs = hasPlatform ? this.buildTabs() : null;
    this.showTab();
  }

  protected override get panel(): PhonePanel | TypingForm | OwnPanel | null {
    return this.tab === 'phone' ? this.phone : this.tab === 'remote' ? this.remote : this.ownPanel;
  }

  private buildTabs(): Tabs {
    const { t } = this.props.app.translator;
    return this.add(
      Tabs,
      {
        tabs: [
          { id: 'phone', label: t('signin.tab.phone') },
          { id: 'remote', label: t('signin.tab.remote') },
          { id: 'own', label: t('signin.tab.own') },
        ],
        selected: this.tab,
        maxWidth: ROOM,
        onSelect: (id) => {
          this.tab = id === 'phone' || id === 'remote' ? id : 'own';
          this.showTab();
        },
        onPress: (id) => {
          if (id === 'own') this.openOwn();
          else this.isOnTabs = false;
        },
      },
      { x: X, y: TABS_Y },
    );
  }

  /** The posters at the far side, faded towards the words. */
  private buildWall(): LightningElement | null {
    // High contrast has no art under text.
    if (this.theme.isHighContrast) return null;
    const wall = this.put(new LightningElement(this.stage), WALL.x, 0, WALL.w, CANVAS_HEIGHT);
    const picture = new Picture(this.stage);
    picture.setUp({ w: WALL.w, h: CANVAS_HEIGHT });
    picture.priority = 1;
    picture.url = this.ui.asset('images/sign-in-wall.jpg');
    wall.childList.a(picture);
    const { bg } = this.theme.color;
    for (const [x, y, w, h, from, to, direction] of [
      [0, 0, 420, CANVAS_HEIGHT, 1, 0.42, 'end'],
      [420, 0, 580, CANVAS_HEIGHT, 0.42, 0.1, 'end'],
      [0, 780, WALL.w, 300, 0, 0.85, 'down'],
    ] as const) {
      const gradient = new Gradient(this.stage);
      gradient.x = x;
      gradient.y = y;
      gradient.w = w;
      gradient.h = h;
      gradient.setUp(bg, from, to, direction);
      wall.childList.a(gradient);
    }
    return wall;
  }

  private buildRemote(): TypingForm {
    const { app } = this.props;
    const form = this.add(TypingForm, this.remoteProps(app), { x: X, y: FORM_Y });
    this.bind(app.session.passwordForm, (state) => {
      if (state.kind !== 'idle' || this.tab === 'remote') form.showState(state);
    });
    return form;
  }

  private remoteProps(app: AppModel): TypingForm['props'] {
    const { session, translator } = app;
    const { t } = translator;
    return {
      translator,
      layout: 'text',
      hasColorKeys: app.capabilities.hasColorKeys,
      fields: [
        { id: 'username', label: t('signin.username'), isLeftToRight: true },
        { id: 'password', label: t('signin.password'), isLeftToRight: true, isSecret: true },
      ],
      submit: { label: t('signin.submit'), icon: 'check' },
      note: t('signin.anywhere', { host: session.platformHost.peek() }),
      checking: t('signin.checking'),
      describe: (error) => app.notices.describe(error),
      fieldOf: (error) => (error.code === 'auth.bad-credentials' ? 'password' : 'username'),
      isComplete: (values) => values['username'] !== '' && values['password'] !== '',
      onSubmit: (values) => void session.signInWithPassword(values['username'] ?? '', values['password'] ?? ''),
      onStop: () => {
        session.resetForms();
      },
    };
  }

  private showTab(): void {
    const { session } = this.props.app;
    if (this.phone !== null) this.phone.visible = this.tab === 'phone';
    if (this.remote !== null) this.remote.visible = this.tab === 'remote';
    this.ownPanel.visible = this.tab === 'own';
    if (this.wall !== null) this.wall.visible = this.tab !== 'remote';
    if (this.tab === 'phone' && this.attached) session.startDeviceSignIn();
    this.phone?.tell();
    this.ui.focus.check();
  }

  private openOwn(): void {
    this.props.app.navigation.open({ name: 'add-source' });
  }
}
