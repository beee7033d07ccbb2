import type { AppError } from '#core/base';
import type { AppModel } from '#model/app';
import type { ConnectionView, PrivateConnectionModel, WayKind } from '#model/private-connection';
import { Ambient, BrandMark, Tabs } from '#ui/components';
import type { LeaveReason, Text } from '#ui/engine';
import { SAFE } from '#ui/theme';
import { TypingForm } from '../forms/typing-form';
import type { PageProps } from '../page-props';
import { TabbedPage } from '../tabbed-page';
import { RelayPanel } from './relay-panel';

/** As on the page of own sources, pixels; the state of the connection stands below the title. */
const X = SAFE.left;
const BRAND_SIZE = 48;
const TITLE_Y = 112;
const STATE_Y = 182;
const TABS_Y = 252;
const FORM_Y = 336;
/** Words need more air below the line or the tabs than fields do. */
const BEFORE_WORDS = 24;
const ROOM = 1728;
const TINT = '#12314a';

/** How the page is made. */
export interface ConnectionPageProps extends PageProps {
  readonly connection: PrivateConnectionModel;
}

/** The private connection of an own source: which way it goes now, what the world sees, and another way. */
export class ConnectionPage extends TabbedPage<ConnectionPageProps> {
  declare protected tabs: Tabs | null;
  /** `null`: proxies cannot be chosen here. */
  declare private form: TypingForm | null;
  /** `null`: the relay cannot. */
  declare private relay: RelayPanel | null;
  declare private kinds: readonly WayKind[];
  declare private line: Text;
  declare private kind: WayKind;

  override pageTitle(): string {
    return this.props.app.translator.t('connection.title', { name: this.props.connection.name });
  }

  override enter(): void {
    void this.props.connection.check();
  }

  override leave(_reason: LeaveReason): void {
    this.props.connection.stop();
    this.ui.mirror.setFact('connection', '');
  }

  protected override build(): void {
    const { app, connection } = this.props;
    const { t } = app.translator;
    // Signed out with a source by the relay there is only the way back.
    this.kinds = connection.ways.length === 0 ? ['relay'] : connection.ways;
    this.kind = this.kinds[0] ?? 'relay';
    this.isOnTabs = false;
    this.add(Ambient, {}).show(TINT);
    this.add(BrandMark, { size: BRAND_SIZE }, { x: X, y: SAFE.top });
    this.addText({ style: 'title2', content: this.pageTitle(), maxWidth: ROOM }, X, TITLE_Y);
    this.line = this.addText({ style: 'body', content: '', color: this.theme.color.text2, maxWidth: ROOM }, X, STATE_Y);
    this.form = this.kinds.every((kind) => kind === 'relay') ? null : this.add(TypingForm, this.formProps(app), { x: X, y: FORM_Y });
    const wordsY = (this.kinds.length < 2 ? TABS_Y : FORM_Y) + BEFORE_WORDS;
    this.relay = this.kinds.indexOf('relay') === -1 ? null : this.add(RelayPanel, this.relayProps(app), { x: X, y: wordsY });
    this.tabs = this.kinds.length < 2 ? null : this.add(
      Tabs,
      {
        tabs: this.kinds.map((id) => ({ id, label: t(`connection.${id}`) })),
        selected: this.kind,
        maxWidth: ROOM,
        onSelect: (id) => {
          // What became of another way's try is not this one's.
          connection.stop();
          this.showKind(this.kinds.find((kind) => kind === id) ?? this.kind);
        },
        onPress: () => {
          this.isOnTabs = false;
        },
      },
      { x: X, y: TABS_Y },
    );
    this.showKind(this.kind);
    this.bind(connection.view, (view) => { this.showView(view); });
    this.bind(connection.form, (form) => {
      this.panel?.showState(form);
      if (form.kind !== 'done') return;
      app.notices.showToast(t('connection.kept'));
      app.navigation.back(true);
    });
  }

  protected override get panel(): RelayPanel | TypingForm | null {
    return this.kind === 'relay' ? this.relay : this.form;
  }

  private showKind(kind: WayKind): void {
    this.kind = kind;
    if (this.form !== null) this.form.visible = kind !== 'relay';
    if (this.relay !== null) this.relay.visible = kind === 'relay';
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private relayProps(app: AppModel): RelayPanel['props'] {
    const { connection } = this.props;
    return {
      translator: app.translator,
      platformName: connection.platformName,
      width: ROOM,
      describe: (error) => app.notices.describe(error),
      onUse: () => {
        void connection.useRelay();
      },
      onDirect: () => {
        this.goDirectly();
      },
      onStop: () => {
        connection.stop();
      },
    };
  }

  private goDirectly(): void {
    const { app, connection } = this.props;
    if (connection.view.peek().kind === 'proxy') void connection.useDirect();
    else app.navigation.back(true);
  }

  private formProps(app: AppModel): TypingForm['props'] {
    const { t } = app.translator;
    const { connection } = this.props;
    return {
      translator: app.translator,
      layout: 'address',
      hasColorKeys: app.capabilities.hasColorKeys,
      submit: { label: t('connection.use'), icon: 'shield' },
      cancelLabel: t('connection.direct'),
      note: t('connection.note'),
      checking: t('connection.checking'),
      describe: (error) => app.notices.describe(error),
      fields: [
        { id: 'address', label: t('connection.address'), isLeftToRight: true },
        { id: 'port', label: t('connection.port'), isLeftToRight: true },
        { id: 'username', label: t('connection.username'), isLeftToRight: true },
        { id: 'password', label: t('connection.password'), isLeftToRight: true, isSecret: true },
      ],
      fieldOf,
      isComplete: ({ address = '' }) => address !== '',
      onSubmit: ({ address = '', port = '', username = '', password = '' }) => {
        if (this.kind !== 'relay') void connection.use({ kind: this.kind, address, port, username, password });
      },
      onCancel: () => {
        this.goDirectly();
      },
      onStop: () => {
        connection.stop();
      },
    };
  }

  private showView(view: ConnectionView): void {
    const words = describeView(this.props.app, view);
    this.line.content = words;
    this.ui.mirror.setFact('connection', view.kind === 'proxy' ? view.health : view.kind);
    if (words !== '') this.ui.mirror.announce(words, 'polite');
    if (view.kind !== 'proxy') return;
    const kind = this.kinds.find((each) => each === view.proxy) ?? this.kind;
    this.tabs?.select(kind);
    this.showKind(kind);
  }
}

/** The state in one sentence or two. */
function describeView(app: AppModel, view: ConnectionView): string {
  const { t } = app.translator;
  if (view.kind === 'loading') return '';
  if (view.kind === 'direct') return t('connection.state.direct');
  const facts = { place: view.place };
  if (view.health === 'checking') return t('connection.state.checking', facts);
  if (view.health === 'down') {
    const isToldMore = view.error !== null && view.error.code !== 'net.tunnel-down';
    return `${t('connection.state.down', facts)} ${isToldMore ? app.notices.describe(view.error).title : ''}`.trim();
  }
  if (view.isLeaking) return t('connection.state.leak', facts);
  if (view.exit === null) return t('connection.state.up', facts);
  const { address, country } = view.exit;
  return t('connection.state.exit', { ...facts, address: country === '' ? address : `${address} (${country})` });
}

function fieldOf(error: AppError): string {
  switch (error.code) {
    case 'net.tunnel-refused':
      return 'username';
    case 'input.invalid':
      return 'port';
    default:
      return 'address';
  }
}
