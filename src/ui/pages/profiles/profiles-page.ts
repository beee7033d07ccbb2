import { toAppError } from '#core/base';
import { LEAVE, stepLine } from '#core/focus';
import type { ProfileView } from '#model/session';
import { BrandMark, ButtonRow } from '#ui/components';
import type { ButtonSpec } from '#ui/components';
import { CANVAS_WIDTH, createView, Gradient, LightningElement } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { CARDS, SAFE } from '#ui/theme';
import { HearthPage } from '../hearth-page';
import { putGround } from '../put-ground';
import { AddTile } from './add-tile';
import { ProfileTile } from './profile-tile';

/** From the mock `a-profiles`. */
const BRAND = { size: 52, y: 92 } as const;
const TITLE_Y = 212;
const ROW_Y = 388;
const PITCH = CARDS.avatarPicker.w + CARDS.avatarPicker.gap;
const BUTTONS_Y = 866;
const GLOW = { y: 560, h: 520, alpha: 0.17 } as const;

/** Who is watching: one round picture per profile, focus on the last one. */
export class ProfilesPage extends HearthPage {
  declare private row: LightningElement;
  declare private tiles: Array<ProfileTile | AddTile>;
  declare private title: Text;
  declare private isManaging: boolean;
  declare private shown: readonly ProfileView[];
  declare private cursor: number;
  declare private buttons: ButtonRow;
  declare private isOnButtons: boolean;
  /** The code of the editor, or the PIN before it, is awaited. */
  declare private isOpening: boolean;

  override pageTitle(): string {
    return this.props.app.translator.t('profiles.title');
  }

  override focusChild(child: AnyView): boolean {
    const at = this.tiles.findIndex((tile) => tile === child);
    this.isOnButtons = child === this.buttons;
    if (at !== -1) this.moveTo(at);
    return true;
  }

  override _getFocused(): AnyView {
    if (this.isOnButtons) return this.buttons;
    return this.tiles[this.cursor] ?? (this.buttons.isEmpty ? this : this.buttons);
  }

  override _handleLeft(_press: KeyPress): boolean {
    this.step(-1);
    return true;
  }

  override _handleRight(_press: KeyPress): boolean {
    this.step(1);
    return true;
  }

  override _handleDown(press: KeyPress): boolean {
    if (!press.isHeld && !this.buttons.isEmpty) this.isOnButtons = true;
    return true;
  }

  override _handleUp(_press: KeyPress): boolean {
    if (!this.isOnButtons) return false;
    this.isOnButtons = false;
    return true;
  }

  protected override build(): void {
    const { theme } = this;
    const { session, translator } = this.props.app;
    this.tiles = [];
    this.shown = [];
    this.cursor = -1;
    this.isOnButtons = false;
    this.isManaging = false;
    this.isOpening = false;
    putGround(this);
    if (!theme.isHighContrast) {
      this.put(new Gradient(this.stage), 0, GLOW.y, CANVAS_WIDTH, GLOW.h).setUp(theme.color.accent, 0, GLOW.alpha, 'down');
    }
    const brand = this.add(BrandMark, { size: BRAND.size }, { y: BRAND.y });
    brand.x = Math.round((CANVAS_WIDTH - brand.w) / 2);
    this.title = this.addText({ style: 'title1', content: translator.t('profiles.title'), align: 'center', maxWidth: CANVAS_WIDTH - 2 * SAFE.left }, SAFE.left, TITLE_Y);
    this.row = this.put(new LightningElement(this.stage), 0, ROW_Y, CANVAS_WIDTH, 1);
    this.buttons = this.add(ButtonRow, { maxWidth: CANVAS_WIDTH - 2 * SAFE.left, align: 'center' }, { x: SAFE.left, y: BUTTONS_Y });
    this.bind(session.profiles, (profiles) => {
      this.show(profiles);
    });
    this.bind(session.platformName, () => {
      this.showButtons();
    });
  }

  private show(profiles: readonly ProfileView[]): void {
    if (this.shown === profiles) return;
    const { session, translator } = this.props.app;
    const focusedId = this.shown[this.cursor]?.id ?? session.lastProfileId.peek();
    this.shown = profiles;
    this.row.childList.clear();
    const count = profiles.length + 1;
    this.tiles = profiles.map((profile, index) =>
      createView(this.stage, ProfileTile, {
        profile,
        index: index + 1,
        count,
        lockedWord: translator.t('profiles.locked'),
        onPress: () => {
          this.choose(profile);
        },
        onHold: () => {
          void this.edit(profile);
        },
      }),
    );
    const onPress = (): void => {
      void this.edit(null);
    };
    this.tiles.push(createView(this.stage, AddTile, { label: translator.t('profiles.add'), index: count, count, onPress }));
    this.tiles.forEach((tile, index) => {
      tile.x = index * PITCH;
      this.row.childList.a(tile);
    });
    this.cursor = Math.max(0, profiles.findIndex((profile) => profile.id === focusedId));
    this.place(true);
    this.ui.focus.refresh(true);
    this.ui.focus.check();
  }

  private showButtons(): void {
    const { session, translator } = this.props.app;
    const { t } = translator;
    const manage: ButtonSpec = {
      id: 'manage',
      label: t(this.isManaging ? 'profiles.done' : 'profiles.manage'),
      icon: this.isManaging ? 'check' : 'pencil',
      onPress: () => {
        this.setManaging(!this.isManaging);
      },
    };
    const signOut: ButtonSpec = { id: 'sign-out', label: t('profiles.sign-out'), icon: 'user', onPress: () => this.askSignOut() };
    this.buttons.setButtons(session.platformName.peek() === '' ? [manage] : [manage, signOut]);
  }

  /** While managing, OK changes a profile instead of choosing it. */
  private setManaging(isManaging: boolean): void {
    const { t } = this.props.app.translator;
    this.isManaging = isManaging;
    this.title.content = t(isManaging ? 'profiles.manage' : 'profiles.title');
    this.isOnButtons = !isManaging;
    this.showButtons();
    this.ui.mirror.announce(this.title.content);
    this.ui.focus.check();
  }

  private step(delta: 1 | -1): void {
    if (this.isOnButtons) return;
    const next = stepLine(this.cursor, this.tiles.length, delta, true, 'stop');
    if (next !== LEAVE) this.moveTo(next);
  }

  private moveTo(index: number): void {
    this.cursor = index;
    this.place(false);
    this.ui.focus.check();
  }

  /** Few profiles stand in the middle; many move under the focus. */
  private place(isJump: boolean): void {
    const width = this.tiles.length * PITCH - CARDS.avatarPicker.gap;
    const room = CANVAS_WIDTH - 2 * SAFE.left;
    const centred = (CANVAS_WIDTH - width) / 2;
    const follow = CANVAS_WIDTH / 2 - this.cursor * PITCH - ProfileTile.width / 2;
    const x = width <= room ? centred : Math.min(SAFE.left, Math.max(CANVAS_WIDTH - SAFE.right - width, follow));
    if (isJump) this.ui.motion.set(this.row, 'x', Math.round(x));
    else this.ui.motion.to(this.row, 'x', Math.round(x), 'rowScroll');
    this.ui.focus.refresh();
  }

  private choose(profile: ProfileView): void {
    if (this.isManaging) void this.edit(profile);
    else void this.props.app.parental.enterProfile(profile.id);
  }

  /** Changes a profile, or adds one (`null`), with code that is loaded when it is first needed. */
  private async edit(profile: ProfileView | null): Promise<void> {
    // One at a time, however often OK is pressed while its code comes.
    if (this.isOpening) return;
    const { app } = this.props;
    const entry = app.navigation.current.peek();
    this.isOpening = true;
    try {
      const { openProfileEditor } = await import('./editor');
      await openProfileEditor(this.ui, app, profile, () => app.navigation.current.peek() === entry);
    } catch (error) {
      this.ui.log.write('error', 'the profile editor could not be loaded', { reason: toAppError(error).message });
    } finally {
      this.isOpening = false;
    }
  }

  private askSignOut(): void {
    const { session, notices, translator } = this.props.app;
    const { t } = translator;
    const question = {
      title: t('profiles.sign-out-title', { host: session.platformHost.peek() }),
      text: t('profiles.sign-out-text'),
      buttons: [
        { id: 'stay', label: t('exit.stay') },
        { id: 'sign-out', label: t('profiles.sign-out') },
      ],
      safeId: 'stay',
    };
    void notices.ask(question).then((answer) => (answer === 'sign-out' ? session.signOut() : undefined));
  }
}
