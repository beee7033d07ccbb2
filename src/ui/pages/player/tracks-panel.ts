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
}

/** From the mock m-audio-subtitles. */
const { x: X, w: WIDTH } = PLAYER.sidePanel;
const TITLE_Y = 62;
const AUDIO = { x: X + 40, w: 360 } as const;
const TEXT = { x: X + 440, w: 344 } as const;
const COLUMN_Y = 150;
/** Beside the title, at the safe edge. */
const STATS = { x: 1824 - 64, y: 52, h: 64 } as const;
const LOOK = { x: STATS.x - 64 - 20 } as const;
const RULE = { x: X + 420, y: 160, w: 2, h: 850 } as const;
/** The choice of no subtitles. */
const OFF = 'off';

/** Choices of sound and subtitles beside the picture. OK chooses and the panel stays: the viewer hears and reads the result. */
export class TracksPanel extends PlayerPanel<TracksPanelProps> {
  declare private audio: TrackColumn;
  declare private subtitles: TrackColumn;
  declare private isAtSubtitles: boolean;
  declare private stats: Button;
  declare private look: Button;
  /** The button above the columns that has the focus, `null` while a column has it. */
  declare private above: Button | null;

  override get overlayId(): string {
    return 'tracks';
  }

  override overlayTitle(): string {
    return this.props.app.translator.t('player.tracks');
  }

  override _getFocused(): AnyView {
    if (this.above !== null) return this.above;
    return this.isAtSubtitles || this.audio.isEmpty ? this.subtitles : this.audio;
  }

  override focusChild(child: AnyView): boolean {
    if (child === this.audio && this.audio.isEmpty) return false;
    this.above = child === this.stats ? this.stats : child === this.look ? this.look : null;
    if (this.above !== null) return true;
    this.isAtSubtitles = child === this.subtitles;
    return true;
  }

  override _handleUp(press: KeyPress): boolean {
    // Above the first row, by a press of its own.
    if (!press.isHeld && this.above === null) this.above = this.stats;
    return true;
  }

  override _handleDown(_press: KeyPress): boolean {
    this.above = null;
    return true;
  }

  override _handleLeft(_press: KeyPress): boolean {
    if (this.above === null) this.isAtSubtitles = false;
    else this.above = this.look;
    return true;
  }

  override _handleRight(_press: KeyPress): boolean {
    if (this.above === null) this.isAtSubtitles = true;
    else this.above = this.stats;
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
    this.above = null;
    this.drawSide();
    this.addText({ style: 'title2', content: translator.t('player.tracks'), maxWidth: WIDTH - 330 }, X + 40, TITLE_Y);
    const spec = { id: 'statistics', label: translator.t('stats.title'), icon: 'stats' as const, isIconOnly: true, onPress: () => this.props.onStatistics() };
    this.stats = this.add(Button, { spec, height: STATS.h }, { x: STATS.x, y: STATS.y });
    const look = { id: 'subtitle-look', label: translator.t('subtitles.title'), icon: 'gear' as const, isIconOnly: true, onPress: () => this.props.onSubtitles() };
    this.look = this.add(Button, { spec: look, height: STATS.h }, { x: LOOK.x, y: STATS.y });
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

  private show(tracks: TracksView): void {
    const off: TrackChoice = { id: OFF, name: this.props.app.translator.t('player.tracks.off'), note: '', isSelected: tracks.isTextOff };
    this.audio.setChoices(tracks.audio);
    this.subtitles.setChoices([off].concat(tracks.text));
    this.ui.focus.refresh();
    this.ui.focus.check();
  }
}
