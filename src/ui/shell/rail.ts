import { stepLine } from '#core/focus';
import type { AppModel } from '#model/app';
import { railPlaceOf, ROOT_ROUTES } from '#model/navigation';
import type { NavigationEntry, RouteName } from '#model/navigation';
import { CANVAS_HEIGHT, CANVAS_WIDTH, Gradient, LightningElement, Text, View } from '#ui/engine';
import type { AnyView, IconName, KeyPress } from '#ui/engine';
import { RAIL, SCRIMS } from '#ui/theme';
import { RailItem } from './rail-item';

/** How the rail is made. */
export interface RailProps {
  readonly app: AppModel;
}

/** Roots of the rail, as rows under each other; settings stands at the foot. */
const ICONS: Readonly<Partial<Record<RouteName, IconName>>> = {
  search: 'search', home: 'home', live: 'live', guide: 'guide', movies: 'movie', series: 'series', 'my-list': 'list', shop: 'bag', settings: 'gear',
};
/** From an item's top to its icon. */
const ITEM_PAD = 12;
const PROFILE = { y: 42, h: 80, nameY: 46, noteY: 82 } as const;
const LABEL_X = RAIL.expanded.labelX;
const LABEL_WIDTH = RAIL.expanded.itemX + RAIL.expanded.itemW - LABEL_X - 24;
/** The pointer rests this long at the side before the rail opens (DESIGN 5). */
const ZONE = { w: 160, delayMs: 150 } as const;

/** Where the pointer opens the rail. */
class RailZone extends View {
  /** Read by the pointer. */
  declare pointDelayMs: number;

  protected override build(): void {
    this.pointDelayMs = ZONE.delayMs;
    this.w = ZONE.w;
    this.h = CANVAS_HEIGHT;
  }
}

/**
 * The places of the app beside root pages and pages of titles: icons at rest; with focus it opens over the dimmed page and shows names.
 * Follows the model: which place is active, whether it is open, who watches.
 */
export class Rail extends View<RailProps> {
  declare private curtain: LightningElement;
  declare private labels: LightningElement;
  declare private items: RailItem[];
  declare private zone: RailZone;
  declare private cursor: number;
  declare private isOpen: boolean;

  /** Id for the mirror while the rail has the focus. */
  get overlayId(): string {
    return 'rail';
  }

  /** Spoken when the rail opens. */
  overlayTitle(): string {
    return this.props.app.translator.t('nav.menu');
  }

  override focusChild(child: AnyView): boolean {
    const index = this.items.findIndex((item) => item === child);
    if (index === -1) this.props.app.navigation.openRail();
    else this.moveTo(index);
    return true;
  }

  override _getFocused(): AnyView {
    return this.items[this.cursor] ?? this;
  }

  override _handleUp(press: KeyPress): boolean {
    this.step(-1, press.isHeld);
    return true;
  }

  override _handleDown(press: KeyPress): boolean {
    this.step(1, press.isHeld);
    return true;
  }

  override _handleRight(_press: KeyPress): boolean {
    this.props.app.navigation.closeRail();
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    this.props.app.navigation.back(true);
    return true;
  }

  /** What is not for the rail is not for the page beneath it either. */
  override _handleKey(_press: KeyPress): boolean {
    return true;
  }

  protected override build(): void {
    const { navigation, session } = this.props.app;
    this.w = CANVAS_WIDTH;
    this.h = CANVAS_HEIGHT;
    this.items = [];
    this.cursor = 0;
    this.isOpen = false;
    const [scrim] = SCRIMS.rail;
    const shade = this.put(new Gradient(this.stage), scrim.x, 0, scrim.w, CANVAS_HEIGHT);
    shade.setUp(this.theme.color.scrim, scrim.from, scrim.to, 'end');
    this.curtain = this.put(this.makeCurtain(), 0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
    this.labels = new LightningElement(this.stage);
    this.makeItems();
    this.put(this.labels, 0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
    this.zone = this.add(RailZone, {});
    this.curtain.visible = this.labels.visible = false;
    this.bind(navigation.current, (entry) => {
      this.follow(entry);
    });
    this.bind(session.profile, (profile) => {
      if (profile !== null) this.items[0]?.showPerson(profile);
    });
    const all = this.items;
    this.bind(session.hasShop, (hasShop) => {
      this.items = hasShop ? all : all.filter((item) => item.props.id !== 'shop');
      for (const item of all) item.visible = item.props.label.visible = this.items.indexOf(item) !== -1;
      this.items.forEach((item, index) => item.setPlace(index + 1, this.items.length));
    });
    this.bind(navigation.isRailOpen, (isOpen) => {
      this.setOpen(isOpen);
    });
  }

  private follow(entry: NavigationEntry): void {
    const place = railPlaceOf(entry.route);
    this.visible = place !== null;
    for (const item of this.items) item.setHere(item.props.id === place);
  }

  private setOpen(isOpen: boolean): void {
    this.zone.canPoint = !isOpen;
    for (const item of this.items) item.canPoint = isOpen;
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    const { overlays, motion } = this.ui;
    if (isOpen) {
      const place = railPlaceOf(this.props.app.navigation.current.peek().route);
      this.cursor = Math.max(0, this.items.findIndex((item) => item.props.id === place));
      overlays.pushFocus(this, () => {
        this.props.app.navigation.closeRail();
      });
    } else overlays.popFocus(this);
    for (const layer of [this.curtain, this.labels]) {
      if (isOpen && !layer.visible) motion.set(layer, 'alpha', 0.001);
      layer.visible = true;
      motion.toThen(layer, 'alpha', isOpen ? 1 : 0.001, 'railExpand', () => {
        layer.visible = this.isOpen;
      });
    }
  }

  private step(delta: 1 | -1, isHeld: boolean): void {
    this.moveTo(stepLine(this.cursor, this.items.length, delta, isHeld, 'stop'));
  }

  private moveTo(index: number): void {
    this.cursor = index;
    this.ui.focus.check();
  }

  private makeCurtain(): LightningElement {
    const { color, mixed, isHighContrast } = this.theme;
    const { solidWidth, fadeTo } = RAIL.expanded;
    const curtain = new LightningElement(this.stage);
    const part = (x: number, w: number, tone: number): void => {
      const rect = new LightningElement(this.stage);
      rect.rect = true;
      rect.color = tone;
      rect.x = x;
      rect.w = w;
      rect.h = CANVAS_HEIGHT;
      curtain.childList.a(rect);
    };
    part(0, CANVAS_WIDTH, mixed.railDim);
    part(0, solidWidth, color.panel);
    if (isHighContrast) part(solidWidth, this.theme.borderWidth, color.line);
    else {
      const fade = new Gradient(this.stage);
      fade.setUp(color.panel, 1, 0, 'end');
      fade.x = solidWidth;
      fade.w = fadeTo - solidWidth;
      fade.h = CANVAS_HEIGHT;
      curtain.childList.a(fade);
    }
    return curtain;
  }

  private makeItems(): void {
    const { session, navigation, translator } = this.props.app;
    const { firstY, pitch, settingsY } = RAIL.collapsed;
    this.addItem({
      id: 'profile',
      y: PROFILE.y,
      height: PROFILE.h,
      label: this.makeLabel('bodyM', '', PROFILE.nameY),
      note: this.makeLabel('caption', translator.t('nav.switch-profile'), PROFILE.noteY),
      onPress: () => {
        session.switchProfile();
      },
    });
    ROOT_ROUTES.forEach((name, index) => {
      const isFoot = name === 'settings';
      const y = (isFoot ? settingsY : firstY + index * pitch) - ITEM_PAD;
      const { itemH } = RAIL.expanded;
      const label = this.makeLabel('label', translator.t(`nav.${name}`), y + (itemH - this.theme.type.label.line) / 2);
      const icon = name === 'home' && this.theme.brand.homeIcon === 'house' ? 'house' : ICONS[name];
      this.addItem({
        id: name,
        y,
        height: itemH,
        label,
        ...(icon === undefined ? {} : { icon }),
        onPress: () => {
          navigation.open({ name } as Parameters<typeof navigation.open>[0]);
        },
      });
    });
  }

  private addItem({ y, ...props }: RailItem['props'] & { readonly y: number }): void {
    this.items.push(this.add(RailItem, props, { x: RAIL.expanded.itemX, y }));
  }

  private makeLabel(style: 'label' | 'bodyM' | 'caption', content: string, y: number): Text {
    const text = new Text(this.stage);
    text.setUp({ style, content, maxWidth: LABEL_WIDTH });
    text.moveTo(LABEL_X, y);
    this.labels.childList.a(text);
    return text;
  }
}
