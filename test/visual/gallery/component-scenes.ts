import {
  Avatar, Badge, Button, Card, CARD_METRICS, ChannelCell, CheckBox, CodeCells, CountdownRing, EmptyState, FactLine, KeyHints, ListItem, LogoTile, PillStrip, ProgressLine,
  QrCode, ROW_ARROW, RowArrow, Skeleton, Spinner, Tabs, TextField,
} from '#ui/components';
import type { BadgeProps, ButtonSpec, CardContent, CardShape, ChannelCellKind, ChannelItem, CheckBoxContent, ListItemContent, ListItemLook } from '#ui/components';
import { ComponentSheet } from './component-sheet';
import type { Specimen } from './component-sheet';
import type { Scene } from './scenes';

const quiet = (): void => undefined;
const PICTURES = `${typeof location === 'undefined' ? '' : location.origin}/art/`;

/** At rest and with the focus. */
function twice(label: string, specimen: Omit<Specimen, 'label' | 'isFocused'>): readonly Specimen[] {
  return [{ ...specimen, label }, { ...specimen, label: `${label}, focus`, isFocused: true }];
}

function button(label: string, w: number, spec: Partial<ButtonSpec>): readonly Specimen[] {
  return twice(label, { w, h: 72, make: (sheet) => sheet.add(Button, { spec: { id: label, label: 'Watch', onPress: quiet, ...spec } }) });
}

function item(label: string, content: Partial<ListItemContent>, look: ListItemLook = 'card'): readonly Specimen[] {
  const props = { width: 520, look, hasText: content.text !== undefined, onPress: quiet };
  return twice(label, {
    w: 520, h: look === 'card' ? 104 : 72,
    make(sheet) {
      const row = sheet.add(ListItem, props);
      row.show({ id: label, label: 'Audio language', ...content });
      return row;
    },
  });
}

function field(label: string, value: string, parts: { readonly isSecret?: boolean; readonly isEditing?: boolean } = {}): readonly Specimen[] {
  return twice(label, {
    w: 520, h: 120,
    make(sheet) {
      const view = sheet.add(TextField, { id: label, width: 520, label: 'Address', placeholder: 'http://', isSecret: parts.isSecret === true, onPress: quiet });
      view.value = value;
      view.setEditing(parts.isEditing === true);
      return view;
    },
  });
}

function box(label: string, parts: Partial<CheckBoxContent>): readonly Specimen[] {
  return twice(label, {
    w: 380, h: 64,
    make(sheet) {
      const view = sheet.add(CheckBox, { width: 380, height: 64, onPress: quiet });
      view.show({ id: label, label: 'Drama', countText: '128', isChecked: false, isEmpty: false, index: 1, count: 3, ...parts });
      return view;
    },
  });
}

const CARD: CardContent = {
  id: 'a', title: 'The Salt Road', subtitle: '2025 · Drama', facts: ['2 h 4 min'], rating: '8.1', image: `${PICTURES}p-salt.jpg`, titleArt: '', logo: '', tint: '', progress: -1, isWatched: false,
  badge: '', rank: 0, spoken: '',
};

function card(label: string, shape: CardShape, parts: Partial<CardContent> = {}): Specimen {
  const { w, h } = CARD_METRICS[shape];
  return {
    label, w: w + 40, h: h + 96,
    make(sheet) {
      const view = sheet.add(Card, { shape, liveLabel: 'Live' });
      view.show({ ...CARD, ...parts }, 1, 8);
      return view;
    },
  };
}

const CHANNEL: ChannelItem = {
  key: 'a', number: '103', name: 'Arena Live', logo: '', nowTitle: 'Harbour United – Northgate', nowRange: '20:30–22:30', nextLine: '22:30 Late Kick-off', progress: 0.3, isFavourite: false, hasArchive: false,
  isRadio: false, isPlaying: false, spoken: '',
};

function channel(label: string, kind: ChannelCellKind, parts: Partial<ChannelItem> = {}, isFocused = false): Specimen {
  return {
    label, w: 760, h: 120, isFocused,
    make(sheet) {
      const view = sheet.add(ChannelCell, { kind });
      view.w = 760;
      view.show({ ...CHANNEL, ...parts }, 0, 3);
      return view;
    },
  };
}

function badge(label: string, text: string, kind: BadgeProps['kind'], isOnArt = false): Specimen {
  return {
    label, w: 160, h: 36,
    make(sheet) {
      const view = sheet.add(Badge, { kind, isOnArt });
      view.show(text);
      return view;
    },
  };
}

const CONTROLS: readonly Specimen[] = [
  ...button('Button', 220, {}),
  ...button('Button, icon', 240, { icon: 'play' }),
  ...button('Purchase', 240, { kind: 'purchase', label: 'Rent for $3.99' }),
  ...button('Disabled', 220, { isDisabled: true }),
  ...button('Icon only', 220, { icon: 'star', isIconOnly: true }),
  ...item('Row', { value: 'English' }),
  ...item('Row, second line', { text: 'Used where a title has it' }),
  ...item('Switch, on', { role: 'switch', isOn: true }),
  ...item('Switch, off', { role: 'switch', isOn: false }),
  ...item('Disabled', { isDisabled: true, value: 'None' }),
  ...item('Option', { role: 'radio', isSelected: true }, 'option'),
];

const ENTRY: readonly Specimen[] = [
  ...field('Empty field', ''),
  ...field('Field', 'http://tv.example'),
  ...field('Secret', 'letters', { isSecret: true }),
  ...field('Being typed', 'http://tv', { isEditing: true }),
  ...box('Check box', {}),
  ...box('Checked', { isChecked: true }),
  ...box('Nothing left', { isEmpty: true, countText: '0' }),
  { label: 'Tabs', w: 700, h: 72, make: (sheet) => sheet.add(Tabs, { tabs: [{ id: 'a', label: 'With the phone' }, { id: 'b', label: 'With the remote' }], selected: 'a', maxWidth: 700, onSelect: quiet }) },
  {
    label: 'Filters', w: 900, h: 64,
    make(sheet) {
      const strip = sheet.add(PillStrip, { width: 900, look: 'filter', choosesOn: 'press', onChoose: quiet });
      strip.setPills([{ id: 'all', label: 'All' }, { id: 'now', label: 'On now' }, { id: 'fav', label: 'Favourites' }], 'now');
      return strip;
    },
  },
];

const CARDS_SHEET: readonly Specimen[] = [
  card('Poster', 'poster'),
  card('Watched', 'poster', { isWatched: true }),
  card('Lettered, locked', 'poster', { image: '', isLocked: true, title: 'A very long title that has to be cut' }),
  card('Badge', 'poster', { badge: 'New' }),
  card('Top ten', 'top10', { rank: 3 }),
  card('Continue', 'landscape', { progress: 0.4, image: `${PICTURES}p-salt.jpg` }),
  card('Live', 'live', { title: 'Arena Live', progress: 0.3, image: `${PICTURES}b-derby.jpg`, logo: `${PICTURES}ch-arena.png` }),
];

const CHANNELS: readonly Specimen[] = [
  channel('Channel', 'list'),
  channel('Channel, focus', 'list', {}, true),
  channel('Playing, favourite, archive', 'list', { isPlaying: true, isFavourite: true, hasArchive: true }),
  channel('Radio, no guide', 'list', { isRadio: true, nowTitle: '', nowRange: '', nextLine: '', progress: 0 }),
  channel('Over the picture', 'zap'),
  channel('Match of a number', 'match'),
  ...[0, 1].map((index): Specimen => ({
    label: index === 0 ? 'Logo' : 'No logo', w: 160, h: 96,
    make(sheet) {
      const tile = sheet.add(LogoTile, { width: 144, height: 90 });
      tile.show({ logo: index === 0 ? `${PICTURES}ch-arena.png` : '', number: '103', name: 'Arena Live' });
      return tile;
    },
  })),
];

const SIGNS: readonly Specimen[] = [
  badge('Accent', 'New', 'accent'), badge('Outline', '4K', 'outline'), badge('Outline on art', '4K', 'outline', true), badge('Live', 'Live', 'live'), badge('Chip', '2 h 4 min', 'chip'),
  { label: 'Avatar', w: 160, h: 160, make: (sheet) => { const view = sheet.add(Avatar, { size: 150 }); view.show({ name: 'Ingrid', avatar: 'ember' }); return view; } },
  { label: 'Progress', w: 320, h: 12, make: (sheet) => { const view = sheet.add(ProgressLine, { width: 320, height: 6 }); view.set(0.6); return view; } },
  { label: 'Count-down', w: 160, h: 150, make: (sheet) => { const view = sheet.add(CountdownRing, { size: 140 }); view.set(0.7, '8'); return view; } },
  { label: 'Spinner', w: 100, h: 100, make: (sheet) => sheet.add(Spinner, { size: 72 }) },
  { label: 'Code', w: 760, h: 130, make: (sheet) => { const view = sheet.add(CodeCells, { letters: 8 }); view.show('HRTH-2026'); return view; } },
  { label: 'QR code', w: 260, h: 250, make: (sheet) => { const view = sheet.add(QrCode, { size: 240 }); view.show('https://tv.example/activate'); return view; } },
  { label: 'Back', w: ROW_ARROW.w, h: ROW_ARROW.h, make: (sheet) => sheet.add(RowArrow, { way: 'back', onPress: quiet }) },
  { label: 'On, focus', w: ROW_ARROW.w, h: ROW_ARROW.h, isFocused: true, make: (sheet) => sheet.add(RowArrow, { way: 'on', onPress: quiet }) },
  { label: 'Facts', w: 900, h: 48, make: (sheet) => { const view = sheet.add(FactLine, { maxWidth: 900 }); view.show({ facts: ['2025', '2 h 4 min', 'Drama'], rating: '8.1', badges: ['4K', '12'] }); return view; } },
  { label: 'Key hints', w: 900, h: 48, make: (sheet) => { const view = sheet.add(KeyHints, { width: 900 }); view.show([{ key: 'red', label: 'Earlier' }, { key: 'green', label: 'Later' }, { key: 'yellow', label: 'Filter' }, { key: 'blue', label: 'Options' }]); return view; } },
  { label: 'Skeleton', w: 420, h: 120, make: (sheet) => sheet.add(Skeleton, { blocks: [{ x: 0, y: 0, w: 400, h: 48, radius: 12 }, { x: 0, y: 64, w: 280, h: 24, radius: 8 }] }) },
];

const EMPTY: readonly Specimen[] = [
  { label: 'Nothing here', w: 840, h: 420, make: (sheet) => { const view = sheet.add(EmptyState, { width: 840 }); view.show({ title: 'Nothing in your list yet', text: 'Press and hold OK on a title to add it.', buttons: [{ id: 'movies', label: 'Find films', onPress: quiet }] }); return view; } },
];

function sheet(specimens: readonly Specimen[]): Scene {
  return {
    steps: [
      // Without the pulse, which never stands still: nothing of a sheet moves.
      async ({ app }) => { await app.settings.set('isReducedMotionOn', true); },
      (_sample, engine) => { engine.ui.overlays.show(ComponentSheet, { specimens }, { z: 50, motion: 'none', takesFocus: true }); },
    ],
  };
}

/** Every component in its states, without the app around them. */
export const COMPONENT_SCENES: Readonly<Record<string, Scene>> = {
  'components-controls': sheet(CONTROLS),
  'components-entry': sheet(ENTRY),
  'components-cards': sheet(CARDS_SHEET),
  'components-channels': sheet(CHANNELS),
  'components-empty': sheet(EMPTY),
  'components-signs': sheet(SIGNS),
};
