import type { AppError } from '#core/base';
import type { AppModel } from '#model/app';
import type { FormState } from '#model/session';
import { Ambient, BrandMark, Tabs } from '#ui/components';
import type { AnyView, KeyPress, LeaveReason } from '#ui/engine';
import { SAFE } from '#ui/theme';
import { TypingForm } from '../forms/typing-form';
import type { FormValues, TypingFormProps } from '../forms/typing-form';
import { HearthPage } from '../hearth-page';

type TabId = 'xtream' | 'm3u';

/** From the mock `b2-signin-playlist`. */
const X = SAFE.left;
const BRAND_SIZE = 48;
const TITLE_Y = 150;
const TABS_Y = 240;
const FORM_Y = 336;
const ROOM = 1728;
const TINT = '#5a2a18';

/** An own source: an Xtream login or the address of a playlist, typed or pasted as one link. */
export class AddSourcePage extends HearthPage {
  declare private tabs: Tabs;
  declare private tab: TabId;
  declare private xtream: TypingForm;
  declare private m3u: TypingForm;
  declare private isOnTabs: boolean;
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

  override focusChild(child: AnyView): boolean {
    this.isOnTabs = child === this.tabs;
    return true;
  }

  override _getFocused(): AnyView {
    return this.isOnTabs ? this.tabs : this.form;
  }

  override _handleDown(press: KeyPress): boolean {
    if (this.isOnTabs && !press.isHeld) this.isOnTabs = false;
    return true;
  }

  override _handleUp(_press: KeyPress): boolean {
    if (this.isOnTabs) return false;
    this.isOnTabs = true;
    return true;
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
    this.xtream = this.add(TypingForm, this.xtreamProps(app), { x: X, y: FORM_Y });
    this.m3u = this.add(TypingForm, this.m3uProps(app), { x: X, y: FORM_Y });
    this.tabs = this.add(
      Tabs,
      {
        tabs: [
          { id: 'xtream', label: t('source.tab.xtream') },
          { id: 'm3u', label: t('source.tab.m3u') },
        ],
        selected: this.tab,
        maxWidth: ROOM,
        onSelect: (id) => {
          this.showTab(id === 'm3u' ? 'm3u' : 'xtream');
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

  private get form(): TypingForm {
    return this.tab === 'xtream' ? this.xtream : this.m3u;
  }

  private showTab(tab: TabId): void {
    this.tab = tab;
    this.xtream.visible = tab === 'xtream';
    this.m3u.visible = tab === 'm3u';
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

  /** A whole link in the address fills the other fields; a playlist's address belongs to the other form. */
  private splitAddress(): void {
    const { xtream } = this;
    const { address = '', username, password, name = '' } = xtream.values;
    if (address === '') return;
    const link = this.props.app.session.splitLink(address);
    if (link.kind === 'xtream') {
      xtream.setValue('address', link.address);
      if (username === '') xtream.setValue('username', link.username);
      if (password === '') xtream.setValue('password', link.password);
    } else if (link.kind === 'playlist' && username === '' && password === '') {
      xtream.setValue('address', '');
      this.m3u.setValue('address', link.address);
      this.m3u.setValue('name', name);
      this.tabs.select('m3u');
      this.showTab('m3u');
    }
  }

  private follow(state: FormState): void {
    this.form.showState(state);
    if (state.kind !== 'done' || !this.isOpen) return;
    // The first source moves the app on by itself; one more leads back to where it was asked for.
    const { app, entry } = this.props;
    if (app.session.phase.peek().kind !== 'ready' || app.navigation.current.peek() !== entry) return;
    const { name = '', address = '' } = this.form.values;
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
