import { computed, signal } from '#core/state';
import type { Signal } from '#core/state';
import { Ambient } from '#ui/components';
import { Box, CANVAS_HEIGHT, Gradient } from '#ui/engine';
import type { AnyView, IconName, KeyPress, LeaveReason } from '#ui/engine';
import { GRID, SAFE } from '#ui/theme';
import type { KeysModel } from '#model/keys';
import type { ParentalControl, WatchTimeModel } from '#model/parental';
import type { SpoilersModel } from '#model/spoilers';
import { askChoice } from '../choice/choice-panel';
import { HearthPage } from '../hearth-page';
import type { PageProps } from '../page-props';
import { SectionList } from './section-list';
import { SettingsList } from './settings-list';
import { settingsRows } from './settings-rows';
import type { SectionId, SettingsContext } from './settings-rows';

/** From the mock, pixels. */
const TITLE_Y = SAFE.top - 4;
const TOP = 150;
const SECTIONS_X = GRID.contentX - 16;
const LINE = { x: 692, h: 870 } as const;
const LIST = { x: 728, w: 1096 } as const;
const FADE = { y: 980, h: 100, alpha: 0.9 } as const;

const SECTIONS: ReadonlyArray<readonly [SectionId, IconName]> = [
  ['account', 'user'], ['sources', 'source'], ['playback', 'audio'], ['parental', 'shield'], ['appearance', 'access'], ['keys', 'remote'], ['language', 'globe'], ['about', 'info'],
];

/** How the page is made. */
export interface SettingsPageProps extends PageProps {
  /** `null` where its code could not be loaded. */
  readonly control: ParentalControl | null;
  /** `null` where its code could not be loaded. */
  readonly time: WatchTimeModel | null;
  /** `null` where its code could not be loaded. */
  readonly keys: KeysModel | null;
  /** `null` where its code could not be loaded. */
  readonly spoilers: SpoilersModel | null;
}

/** Settings: sections at the start, their settings beside them. Every change shows at once. */
export class SettingsPage extends HearthPage<SettingsPageProps> {
  declare private sections: SectionList;
  declare private list: SettingsList;
  declare private section: Signal<SectionId>;
  declare private shown: SectionId | '';
  declare private isInList: boolean;

  override pageTitle(): string {
    return this.props.app.translator.t('nav.settings');
  }

  override enter(): void {
    const { entry } = this.props;
    const section = entry.recall('section');
    if (section === null) return;
    this.sections.focusId(section.id);
    this.showRows();
    const row = entry.recall('row');
    if (row === null) return;
    this.isInList = true;
    this.list.focusId(row.id);
  }

  override leave(_reason: LeaveReason): void {
    const { entry } = this.props;
    entry.remember('section', { id: this.sections.focusedId, index: 0, offset: 0 });
    if (this.isInList) entry.remember('row', { id: this.list.focusedId, index: 0, offset: 0 });
    else entry.forget('row');
  }

  override isAtTop(): boolean {
    return !this.isInList;
  }

  override goToTop(): void {
    this.setInList(false);
  }

  override focusChild(child: AnyView): boolean {
    if (child !== this.sections && child !== this.list) return false;
    this.isInList = child === this.list;
    return true;
  }

  override _getFocused(): AnyView {
    return this.isInList && !this.list.isEmpty ? this.list : this.sections;
  }

  override _handleLeft(press: KeyPress): boolean {
    if (!this.isInList) return super._handleLeft(press);
    if (!press.isHeld) this.setInList(false);
    return true;
  }

  override _handleRight(press: KeyPress): boolean {
    if (!this.isInList && !press.isHeld) this.setInList(true);
    return true;
  }

  protected override build(): void {
    const { t } = this.props.app.translator;
    const { color } = this.theme;
    this.section = signal<SectionId>('account');
    this.shown = '';
    this.isInList = false;
    this.add(Ambient, {});
    this.addText({ style: 'title2', content: this.pageTitle() }, GRID.contentX, TITLE_Y);
    this.list = this.add(SettingsList, { width: LIST.w, top: TOP }, { x: LIST.x, y: TOP });
    const line = this.put(new Box(this.stage), LINE.x, TOP);
    line.setUp({ color: color.line });
    line.setSize(2, LINE.h);
    const fade = new Gradient(this.stage);
    fade.setUp(color.scrim, 0, FADE.alpha, 'down');
    this.put(fade, LIST.x, FADE.y, LIST.w, CANVAS_HEIGHT - FADE.y);
    this.sections = this.add(
      SectionList,
      {
        sections: SECTIONS.map(([id, icon]) => ({ id, icon, label: t(`settings.${id}`) })),
        name: t('settings.sections'),
        onMove: (id) => (this.section.value = id as SectionId),
        onPress: () => this.setInList(true),
      },
      { x: SECTIONS_X, y: TOP },
    );
    const rows = computed(() => settingsRows(this.section.value, this.context));
    this.bind(rows, (shown) => this.showRows(shown));
  }

  private get context(): SettingsContext {
    const { app, control, time, keys, spoilers } = this.props;
    return { app, control, time, keys, spoilers, ui: this.ui, ask: (question) => askChoice(this.ui, question) };
  }

  private showRows(rows = settingsRows(this.section.peek(), this.context)): void {
    const section = this.section.peek();
    this.list.setRows(rows, section !== this.shown);
    this.shown = section;
  }

  private setInList(isInList: boolean): void {
    // A quick viewer is here before the frame that shows the section.
    if (this.shown !== this.section.peek()) this.showRows();
    this.isInList = isInList;
    this.ui.focus.check();
  }
}
