import type { AppError } from '#core/base';
import { BOX_MAKER } from '#core/stalker';
import type { AppModel } from '#model/app';
import type { FormState } from '#model/session';
import { Ambient, BrandMark, Tabs } from '#ui/components';
import type { LeaveReason } from '#ui/engine';
import { SAFE } from '#ui/theme';
import { TypingForm } from '../forms/typing-form';
import type { FormValues, TypingFormProps } from '../forms/typing-form';
import { TabbedPage } from '../tabbed-page';

type TabId = 'xtream' | 'm3u' | 'portal';

/** From the mock `b2-signin-playlist`. */
const X = SAFE.left;
const BRAND_SIZE = 48;
const TITLE_Y = 150;
const TABS_Y = 240;
const FORM_Y = 336;
const ROOM = 1728;
const TINT = '#5a2a18';

/** An own source: an Xtream login, the address of a playlist or a portal's MAC address, typed or pasted as one link. */
export class AddSourcePage extends TabbedPage {
  declare protected tabs: Tabs;
  declare private tab: TabId;
  declare private forms: Readonly<Record<TabId, TypingForm>>;
  declare private isOpen: boolean;

  override pageTitle(): string {
    return this.props.app.translator.t('source.title');
  }

  override enter(): void {
    this.isOpen = true;
    this.props.app.session.resetForms();
  }

  override leave(_reason: LeaveReason): void {
    this.isOpen = false;
    this.props.app.session.resetForms();
  }

  override restore(): void {
    this.isOpen = true;
  }

  protected override build(): void {
    const { app } = this.props;
    const { t } = app.translator;
    this.tab = 'xtream';
    this.isOnTabs = false;
    this.isOpen = false;
    this.add(Ambient, {}).show(TINT);
    this.add(BrandMark, { size: BRAND_SIZE }, { x: X, y: SAFE.top });
    this.addText({ style: 'title1', content: t('source.title'), maxWidth: ROOM }, X, TITLE_Y);
    this.forms = {
      xtream: this.add(TypingForm, this.xtreamProps(app), { x: X, y: FORM_Y }),
      m3u: this.add(TypingForm, this.m3uProps(app), { x: X, y: FORM_Y }),
      portal: this.add(TypingForm, this.portalProps(app), { x: X, y: FORM_Y }),
    };
    // Half of the address need not be typed.
    this.forms.portal.setValue('mac', BOX_MAKER);
    this.tabs = this.add(
      Tabs,
      {
        tabs: [
          { id: 'xtream', label: t('source.tab.xtream') },
          { id: 'm3u', label: t('source.tab.m3u') },
          { id: 'portal', label: t('source.tab.portal') },
        ],
        selected: this.tab,
        maxWidth: ROOM,
        onSelect: (id) => {
          this.showTab(id as TabId);
        },
        onPress: () => {
          this.isOnTabs = false;
        },
      },
      { x: X, y: TABS_Y },
    );
    this.showTab(this.tab);
    this.bind(app.session.sourceForm, (state) => {
      this.follow(state);
    });
  }

  protected override get panel(): TypingForm {
    return this.forms[this.tab];
  }

  private showTab(tab: TabId): void {
    this.tab = tab;
    for (const id of ['xtream', 'm3u', 'portal'] as const) this.forms[id].visible = id === tab;
    this.ui.focus.check();
  }

  private common(app: AppModel): Omit<TypingFormProps, 'fields' | 'fieldOf' | 'isComplete' | 'onSubmit'> {
    const { t } = app.translator;
    return {
      translator: app.translator,
      layout: 'address',
      hasColorKeys: app.capabilities.hasColorKeys,
      submit: { label: t('source.submit'), icon: 'check' },
      cancelLabel: t('source.cancel'),
      note: t('source.note'),
      checking: t('source.checking'),
      describe: (error) => app.notices.describe(error),
      onCancel: () => {
        app.navigation.back(true);
      },
      onStop: () => {
        app.session.resetForms();
      },
    };
  }

  private xtreamProps(app: AppModel): TypingFormProps {
    const { t } = app.translator;
    return {
      ...this.common(app),
      fields: [
        { id: 'address', label: t('source.address'), isLeftToRight: true },
        { id: 'username', label: t('signin.username'), isLeftToRight: true },
        { id: 'password', label: t('signin.password'), isLeftToRight: true, isSecret: true },
        { id: 'name', label: t('source.name') },
      ],
      fieldOf: xtreamFieldOf,
      isComplete: (values) => values['address'] !== '' && values['username'] !== '' && values['password'] !== '',
      onLeaveField: (id) => {
        if (id === 'address') this.splitAddress();
      },
      onSubmit: (values) => {
        const { address = '', username = '', password = '', name = '' } = values;
        void app.session.addXtream({ address, username, password, name });
      },
    };
  }

  private m3uProps(app: AppModel): TypingFormProps {
    const { t } = app.translator;
    return {
      ...this.common(app),
      fields: [
        { id: 'address', label: t('source.playlist-address'), isLeftToRight: true },
        { id: 'name', label: t('source.name') },
      ],
      fieldOf: () => 'address',
      isComplete: (values) => values['address'] !== '',
      onSubmit: ({ address = '', name = '' }: FormValues) => void app.session.addPlaylist({ address, name }),
    };
  }

  private portalProps(app: AppModel): TypingFormProps {
    const { t } = app.translator;
    return {
      ...this.common(app),
      fields: [
        { id: 'address', label: t('source.portal-address'), isLeftToRight: true },
        { id: 'mac', label: t('source.mac'), isLeftToRight: true },
        { id: 'username', label: t('source.portal-username'), isLeftToRight: true },
        { id: 'password', label: t('source.portal-password'), isLeftToRight: true, isSecret: true },
      ],
      fieldOf: portalFieldOf,
      isComplete: ({ address = '', mac = '' }) => address !== '' && mac !== '' && mac !== BOX_MAKER,
      onLeaveField: (id) => {
        if (id === 'address') this.splitAddress();
      },
      onSubmit: ({ address = '', mac = '', username = '', password = '' }) => void app.session.addPortal({ address, mac, username, password }),
    };
  }

  /** A whole link in the address fills the other fields; the address of another kind of source belongs to its form. */
  private splitAddress(): void {
    const { panel: form, forms } = this;
    const { address = '', username = '', password = '', name = '' } = form.values;
    if (address === '') return;
    const link = this.props.app.session.splitLink(address);
    if (link.kind === 'portal' || this.tab === 'portal') {
      const { mac = '' } = forms.portal.values;
      this.hand('portal', link.address);
      if (link.kind === 'portal' && link.mac !== '' && (mac === '' || mac === BOX_MAKER)) forms.portal.setValue('mac', link.mac);
    } else if (link.kind === 'xtream') {
      form.setValue('address', link.address);
      if (username === '') form.setValue('username', link.username);
      if (password === '') form.setValue('password', link.password);
    } else if (link.kind === 'playlist' && username === '' && password === '') {
      this.hand('m3u', link.address);
      forms.m3u.setValue('name', name);
    }
  }

  /** Puts an address into a form; one of another form leaves the one it was typed into, and is shown. */
  private hand(tab: TabId, address: string): void {
    if (tab !== this.tab) {
      this.panel.setValue('address', '');
      this.tabs.select(tab);
      this.showTab(tab);
    }
    this.forms[tab].setValue('address', address);
  }

  private follow(state: FormState): void {
    this.panel.showState(state);
    if (state.kind !== 'done' || !this.isOpen) return;
    // The first source moves the app on by itself; one more leads back to where it was asked for.
    const { app, entry } = this.props;
    if (app.session.phase.peek().kind !== 'ready' || app.navigation.current.peek() !== entry) return;
    const { name = '', address = '' } = this.panel.values;
    app.notices.showToast(app.translator.t('source.added', { name: name === '' ? address : name }));
    app.navigation.back(true);
  }
}

function xtreamFieldOf(error: AppError): string {
  switch (error.code) {
    case 'source.login-refused':
    case 'http.unauthorized':
    case 'input.invalid':
      return 'username';
    default:
      return 'address';
  }
}

function portalFieldOf(error: AppError): string {
  switch (error.code) {
    case 'source.bad-mac':
    case 'source.mac-refused':
    case 'source.device-conflict':
    case 'source.disabled':
      return 'mac';
    case 'source.login-refused':
      return 'username';
    default:
      return 'address';
  }
}
