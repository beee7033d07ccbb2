import type { AnyView, KeyPress } from '#ui/engine';
import { PLAYER } from '#ui/theme';
import type { PictureView } from '#model/player';
import type { MediaAspect } from '#ports';
import { PlayerPanel } from './player-panel';
import { TrackColumn } from './track-column';

/** In the place of the mock m-audio-subtitles. */
const { x: X } = PLAYER.sidePanel;
const PAD = 40;
const TITLE_Y = 62;
const SPEED = { x: X + PAD, w: 280 } as const;
const ASPECT = { x: X + 360, w: 424 } as const;
const COLUMN_Y = 150;
const TITLE_W = 1824 - X - PAD;

/** How fast the picture plays and how it lies on the screen. OK chooses and the panel stays: what changes is seen at once. */
export class PicturePanel extends PlayerPanel {
  declare private speeds: TrackColumn;
  declare private aspects: TrackColumn;
  declare private isAtAspects: boolean;

  override get overlayId(): string {
    return 'picture';
  }

  override overlayTitle(): string {
    return this.props.app.translator.t('player.picture');
  }

  override _getFocused(): AnyView {
    return (this.isAtAspects && !this.aspects.isEmpty) || this.speeds.isEmpty ? this.aspects : this.speeds;
  }

  override focusChild(child: AnyView): boolean {
    this.isAtAspects = child === this.aspects;
    return this._getFocused() === child;
  }

  override _handleUp(_press: KeyPress): boolean {
    return true;
  }

  override _handleLeft(_press: KeyPress): boolean {
    this.isAtAspects = false;
    return true;
  }

  override _handleRight(_press: KeyPress): boolean {
    this.isAtAspects = true;
    return true;
  }

  protected override build(): void {
    const { player, translator } = this.props.app;
    const { t } = translator;
    this.isAtAspects = false;
    this.drawSide();
    this.addText({ style: 'title2', content: t('player.picture'), maxWidth: TITLE_W }, X + PAD, TITLE_Y);
    this.speeds = this.add(
      TrackColumn,
      { width: SPEED.w, title: t('player.picture.speed'), emptyText: t('player.picture.normal'), onChoose: (id) => player.setPicture({ rate: Number(id) }) },
      { x: SPEED.x, y: COLUMN_Y },
    );
    const onAspect = (id: string): void => {
      const aspect = player.picture.peek().aspects.find((each) => each === id);
      if (aspect !== undefined) player.setPicture({ aspect });
    };
    this.aspects = this.add(TrackColumn, { width: ASPECT.w, title: t('player.picture.aspect'), emptyText: t('player.picture.fit'), onChoose: onAspect }, { x: ASPECT.x, y: COLUMN_Y });
    this.show(player.picture.peek());
    this.bind(player.picture, (picture) => {
      this.show(picture);
    });
  }

  private show(picture: PictureView): void {
    const { t, format } = this.props.app.translator;
    const speed = (rate: number): string => (rate === 1 ? t('player.picture.normal') : t('player.picture.times', { rate: format.number(rate, Number.isInteger(rate) ? 0 : Number.isInteger(rate * 10) ? 1 : 2) }));
    const aspects: Readonly<Record<MediaAspect, string>> = { fit: t('player.picture.fit'), fill: t('player.picture.fill'), zoom: t('player.picture.zoom') };
    const notes: Readonly<Record<MediaAspect, string>> = { fit: '', fill: t('player.picture.fill.note'), zoom: t('player.picture.zoom.note') };
    this.speeds.setChoices(picture.rates.map((rate) => ({ id: String(rate), name: speed(rate), note: '', isSelected: rate === picture.rate })));
    this.aspects.setChoices(picture.aspects.map((aspect) => ({ id: aspect, name: aspects[aspect], note: notes[aspect], isSelected: aspect === picture.aspect })));
    this.ui.focus.refresh();
    this.ui.focus.check();
  }
}
