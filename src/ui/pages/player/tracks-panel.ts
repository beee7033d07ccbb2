import { LightningElement } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { Button } from '#ui/components';
import { PLAYER } from '#ui/theme';
import type { TracksView } from '#model/player';
import { PlayerPanel } from './player-panel';
import type { PlayerPanelProps } from './player-panel';
import { TrackColumn } from './track-column';
import type { TrackChoice } from './track-column';

/** What {@link TracksPanel} is made with. */
export interface TracksPanelProps extends PlayerPanelProps {
  /** The statistics over the picture are wanted. */
  onStatistics(): void;
  /** How subtitles look and when they come is to be set. */
  onSubtitles(): void;
  /** Speed and shape of the picture are to be chosen. */
  onPicture(): void;
  /** When the picture should stop by itself is to be set. */
  onSleep(): void;
  /** The keys of a remote are wanted on the screen. */
  onKeys(): void;
}

/** From the mock m-audio-subtitles. */
const { x: X } = PLAYER.sidePanel;
const TITLE_Y = 62;
const AUDIO = { x: X + 40, w: 360 } as const;
const TEXT = { x: X + 440, w: 344 } as const;
const COLUMN_Y = 150;
/** Beside the title, at the safe edge. */
const STATS = { x: 1824 - 64, y: 52, h: 64 } as const;
const GAP = 20;
const BUTTON_PITCH = 64 + GAP;
const RULE = { x: X + 420, y: 160, w: 2, h: 850 } as const;
/** The choice of no subtitles. */
const OFF = 'off';

/** Choices of sound and subtitles, and the ways to those of the picture, beside the picture. OK chooses and the panel stays: the viewer hears and reads the result. */
export class TracksPanel extends PlayerPanel<TracksPanelProps> {
  declare private audio: TrackColumn;
  declare private subtitles: TrackColumn;
  declare private isAtSubtitles: boolean;
  /** Above the columns, in reading order. */
  declare private buttons: readonly Button[];
  /** Which of the buttons has the focus, -1 while a column has it. */
  declare private above: number;

  override get overlayId(): string {
    return 'tracks';
  }

  override overlayTitle(): string {
    return this.props.app.translator.t('player.choices');
  }

  override _getFocused(): AnyView {
    const button = this.buttons[this.above];
    if (button !== undefined) return button;
    return this.isAtSubtitles || this.audio.isEmpty ? this.subtitles : this.audio;
  }

  override focusChild(child: AnyView): boolean {
    if (child === this.audio && this.audio.isEmpty) return false;
    this.above = this.buttons.findIndex((button) => button === child);
    if (this.above !== -1) return true;
    this.isAtSubtitles = child === this.subtitles;
    return true;
  }

  override _handleUp(press: KeyPress): boolean {
    // Above the first row, by a press of its own.
    if (!press.isHeld && this.above === -1) this.above = this.buttons.length - 1;
    return true;
  }

  override _handleDown(_press: KeyPress): boolean {
    this.above = -1;
    return true;
  }

  override _handleLeft(_press: KeyPress): boolean {
    if (this.above === -1) this.isAtSubtitles = false;
    else this.above = Math.max(0, this.above - 1);
    return true;
  }

  override _handleRight(_press: KeyPress): boolean {
    if (this.above === -1) this.isAtSubtitles = true;
    else this.above = Math.min(this.buttons.length - 1, this.above + 1);
    return true;
  }

  override _handleBlue(_press: KeyPress): boolean {
    this.props.onClose();
    return true;
  }

  override _handleCaption(_press: KeyPress): boolean {
    this.props.onClose();
    return true;
  }

  protected override build(): void {
    const { app } = this.props;
    const { player, translator } = app;
    this.isAtSubtitles = player.tracks.peek().text.length > 0;
    this.above = -1;
    this.drawSide();
    this.buttons = this.addButtons();
    const titleW = STATS.x - (this.buttons.length - 1) * BUTTON_PITCH - GAP - X - 40;
    this.addText({ style: 'title2', content: translator.t('player.choices'), maxWidth: titleW }, X + 40, TITLE_Y);
    const rule = this.put(new LightningElement(this.stage), RULE.x, RULE.y, RULE.w, RULE.h);
    rule.rect = true;
    rule.color = this.theme.color.line;
    this.audio = this.add(
      TrackColumn,
      { width: AUDIO.w, title: translator.t('player.tracks.audio'), emptyText: translator.t('player.tracks.one'), onChoose: (id) => player.selectAudio(id) },
      { x: AUDIO.x, y: COLUMN_Y },
    );
    this.subtitles = this.add(
      TrackColumn,
      { width: TEXT.w, title: translator.t('player.tracks.text'), emptyText: '', onChoose: (id) => player.selectText(id === OFF ? null : id) },
      { x: TEXT.x, y: COLUMN_Y },
    );
    this.show(player.tracks.peek());
    this.bind(player.tracks, (tracks) => {
      this.show(tracks);
    });
  }

  private addButtons(): readonly Button[] {
    const { app, onPicture, onSleep, onKeys, onSubtitles, onStatistics } = this.props;
    const { t } = app.translator;
    const { rates, aspects } = app.player.picture.peek();
    const picture = { id: 'picture', label: t('player.picture'), icon: rates.length > 1 ? ('speed' as const) : ('aspect' as const), onPress: () => onPicture() };
    const specs = [
      ...(rates.length > 1 || aspects.length > 1 ? [picture] : []),
      { id: 'sleep', label: t('sleep.title'), icon: 'clock' as const, onPress: () => onSleep() },
      { id: 'key-pad', label: t('keys.pad'), icon: 'remote' as const, onPress: () => onKeys() },
      { id: 'subtitle-look', label: t('subtitles.title'), icon: 'gear' as const, onPress: () => onSubtitles() },
      { id: 'statistics', label: t('stats.title'), icon: 'stats' as const, onPress: () => onStatistics() },
    ];
    return specs.map((spec, index) =>
      this.add(Button, { spec: { ...spec, isIconOnly: true }, height: STATS.h }, { x: STATS.x - (specs.length - 1 - index) * BUTTON_PITCH, y: STATS.y }),
    );
  }

  private show(tracks: TracksView): void {
    const off: TrackChoice = { id: OFF, name: this.props.app.translator.t('player.tracks.off'), note: '', isSelected: tracks.isTextOff };
    this.audio.setChoices(tracks.audio);
    this.subtitles.setChoices([off].concat(tracks.text));
    this.ui.focus.refresh();
    this.ui.focus.check();
  }
}
