import type { ParentalControl, ProfileFields } from '#model/parental';
import type { AppModel } from '#model/app';
import type { ProfileView } from '#model/session';
import { Avatar } from '#ui/components';
import { CANVAS_HEIGHT, CANVAS_WIDTH, LightningElement, Overlay } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { SAFE } from '#ui/theme';
import { SettingsList } from '../../settings/settings-list';
import { profileFields } from '../profile-fields';
import { profileRows } from './profile-rows';
import type { ProfileEditing } from './profile-rows';
import { askText } from '../../forms/ask-text';

/** How the editor is made. */
export interface ProfileEditorProps {
  readonly app: AppModel;
  readonly control: ParentalControl;
  /** `null`: a new one. */
  readonly profile: ProfileView | null;
  close(): void;
}

const FACE = { x: 264, y: 316, size: 320 } as const;
const NAME_Y = 676;
const NAME_ROOM = 480;
const LIST = { x: 728, y: 232, w: 1096 } as const;
const TITLE_Y = 132;
/** Longer names do not fit below a picture. */
const LONGEST_NAME = 24;
const AVATARS = ['ember', 'sky', 'plum', 'moss'] as const;

/** A profile's name, picture, limits and PIN. Changes of one that exists are kept at once; a new one is added at the end. */
export class ProfileEditor extends Overlay<ProfileEditorProps> {
  declare private draft: ProfileFields;
  declare private face: Avatar;
  declare private name: Text;
  declare private list: SettingsList;

  override get overlayId(): string {
    return 'profile-editor';
  }

  override overlayTitle(): string {
    return this.props.app.translator.t(this.props.profile === null ? 'profiles.add' : 'profiles.edit');
  }

  /** Opens the keyboard on the name. */
  askName(): void {
    const { translator } = this.props.app;
    const label = translator.t('profiles.name');
    askText(this.ui, translator, { id: 'profile-name', title: label, label, value: this.draft.name, longest: LONGEST_NAME, onText: (name) => this.change({ name }) });
  }

  override focusChild(child: AnyView): boolean {
    return child === this.list;
  }

  override _getFocused(): AnyView {
    return this.list;
  }

  override _handleBack(_press: KeyPress): boolean {
    this.props.close();
    return true;
  }

  override _handleKey(_press: KeyPress): boolean {
    // Nothing reaches the page beneath.
    return true;
  }

  protected override build(): void {
    const { app, profile } = this.props;
    const { color } = this.theme;
    const { session } = app;
    const used = session.profiles.peek().map((each) => each.avatar);
    const free = AVATARS.find((avatar) => used.indexOf(avatar) === -1) ?? AVATARS[0];
    this.draft = profile === null ? { name: '', avatar: free, isKids: false, maxAge: -1 } : profileFields(profile);
    const ground = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
    ground.rect = true;
    ground.color = color.bg;
    this.addText({ style: 'title1', content: this.overlayTitle(), maxWidth: CANVAS_WIDTH - 2 * SAFE.left }, LIST.x, TITLE_Y);
    this.face = this.add(Avatar, { size: FACE.size }, { x: FACE.x, y: FACE.y });
    this.name = this.addText({ style: 'title2', align: 'center', maxWidth: NAME_ROOM }, FACE.x + (FACE.size - NAME_ROOM) / 2, NAME_Y);
    this.list = this.add(SettingsList, { width: LIST.w, top: LIST.y }, { x: LIST.x, y: LIST.y });
    this.bind(session.profiles, () => this.show());
    this.show();
  }

  private show(): void {
    const { app, profile } = this.props;
    const now = profile === null ? null : app.session.profiles.peek().find((each) => each.id === profile.id);
    if (now === undefined) {
      this.props.close();
      return;
    }
    if (now !== null) this.draft = profileFields(now);
    this.face.show(this.draft);
    this.name.content = this.draft.name;
    const editing: ProfileEditing = {
      ...this.props,
      ui: this.ui,
      profile: now,
      fields: this.draft,
      avatars: AVATARS,
      askName: () => this.askName(),
      change: (fields) => this.change(fields),
      add: () => this.addProfile(),
    };
    this.list.setRows(profileRows(editing), false);
  }

  private change(change: Partial<ProfileFields>): void {
    const { control, profile } = this.props;
    this.draft = { ...this.draft, ...change };
    // One that exists shows what is kept, once it is.
    if (profile === null) this.show();
    else void control.saveProfile(profile.id, this.draft).then((kept) => this.tell(kept));
  }

  private addProfile(): void {
    const { control } = this.props;
    void control.saveProfile(null, this.draft).then((kept) => {
      if (kept.ok) this.props.close();
      else this.tell(kept);
    });
  }

  private tell(kept: Awaited<ReturnType<ParentalControl['saveProfile']>>): void {
    const { notices } = this.props.app;
    if (!kept.ok) notices.showFailure(kept.error);
  }
}
