import { LEAVE, scrollWindow, stepLine } from '#core/focus';
import type { EpisodeView } from '#model/detail';
import { CellWindow } from '#ui/components';
import { createView, LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { CARDS } from '#ui/theme';
import { EpisodeCell } from './episode-cell';

/** How a row of episodes is made. */
export interface EpisodeRowProps {
  readonly width: number;
  /** Spoken name of the row. */
  readonly name: string;
  /** OK on an episode. */
  onPress(id: string): void;
  /** OK held on an episode. */
  onHold(episode: EpisodeView): void;
}

const { w: CARD_WIDTH, gap, pitch } = CARDS.landscape;

/** The episodes of a season in one line, windowed and pooled. */
export class EpisodeRow extends View<EpisodeRowProps> {
  declare private strip: LightningElement;
  declare private cells: CellWindow<EpisodeCell>;
  declare private episodes: readonly EpisodeView[];
  declare private fallback: string;
  declare private cursor: number;
  declare private first: number;
  declare private visibleCount: number;

  /** Height of stills and words, pixels. */
  get rowHeight(): number {
    return this.h;
  }

  /** Whether there is nothing to focus. */
  get isEmpty(): boolean {
    return this.episodes.length === 0;
  }

  /** Id of the episode with the cursor; empty without episodes. */
  get focusedId(): string {
    return this.episodes[this.cursor]?.id ?? '';
  }

  /** Middle of the focused still from the row's start, pixels. */
  get focusX(): number {
    return (this.cursor - this.first) * pitch + CARD_WIDTH / 2;
  }

  /** Shows episodes. `focusId`: where the cursor goes; without it, it stays on its episode. */
  setEpisodes(episodes: readonly EpisodeView[], fallback: string, focusId: string | null): void {
    const id = focusId ?? this.focusedId;
    const kept = episodes.findIndex((episode) => episode.id === id);
    this.episodes = episodes;
    this.fallback = fallback;
    if (kept !== -1) this.cursor = kept;
    else this.cursor = focusId === null ? Math.max(0, Math.min(this.cursor, episodes.length - 1)) : 0;
    this.reveal(true);
  }

  /** Puts the cursor on an episode; unknown ids change nothing. */
  focusId(id: string): void {
    const index = this.episodes.findIndex((episode) => episode.id === id);
    if (index !== -1) this.moveTo(index, true);
  }

  /** Puts the cursor on the still in view whose middle is nearest to `x`, pixels from the row's start. */
  focusNear(x: number): void {
    const slot = Math.max(0, Math.min(Math.round((x - CARD_WIDTH / 2) / pitch), this.visibleCount - 1));
    this.moveTo(Math.max(0, Math.min(this.first + slot, this.episodes.length - 1)), false);
  }

  override describeGroup(): string {
    return this.props.name;
  }

  override focusChild(child: AnyView): boolean {
    const index = this.cells.indexOf(child);
    if (index === -1) return false;
    this.moveTo(index, false);
    return true;
  }

  override _getFocused(): AnyView {
    return this.cells.cellOf(this.cursor) ?? this;
  }

  override _handleLeft(press: KeyPress): boolean {
    return this.step(-1, press.isHeld, 'leave');
  }

  override _handleRight(press: KeyPress): boolean {
    return this.step(1, press.isHeld, 'stop');
  }

  override _handleOk(_press: KeyPress): boolean {
    if (this.focusedId === '') return false;
    this.props.onPress(this.focusedId);
    return true;
  }

  override _handleOkLong(_press: KeyPress): boolean {
    const episode = this.episodes[this.cursor];
    if (episode !== undefined) this.props.onHold(episode);
    return true;
  }

  protected override build(): void {
    this.episodes = [];
    this.fallback = '';
    this.cursor = 0;
    this.first = 0;
    this.w = this.props.width;
    this.visibleCount = Math.max(1, Math.floor((this.props.width + gap) / pitch));
    this.h = EpisodeCell.heightOf(this.theme.type);
    this.strip = this.put(new LightningElement(this.stage), 0, 0, this.w, CARDS.landscape.h);
    // One before, the whole ones, the one that peeks, and one more that a step brings in.
    this.cells = new CellWindow<EpisodeCell>([], {
      make: () => {
        const cell = createView(this.stage, EpisodeCell, {});
        cell.visible = false;
        this.strip.childList.a(cell);
        return cell;
      },
      bind: (cell, index) => {
        const episode = this.episodes[index];
        cell.visible = episode !== undefined;
        cell.x = index * pitch;
        if (episode !== undefined) cell.show(episode, this.fallback, index, this.episodes.length);
        cell.setInView(index >= this.first);
      },
      release: (cell) => {
        cell.clear();
      },
      later: (work) => {
        this.ui.frameWork.build(work);
      },
    }, this.visibleCount + 3);
  }

  private step(delta: 1 | -1, isHeld: boolean, edge: 'leave' | 'stop'): boolean {
    const next = stepLine(this.cursor, this.episodes.length, delta, isHeld, edge);
    if (next === LEAVE) return false;
    this.moveTo(next, false);
    return true;
  }

  private moveTo(index: number, isJump: boolean): void {
    this.cursor = index;
    this.reveal(false, isJump);
  }

  private reveal(isFresh: boolean, isJump = isFresh): void {
    const { length } = this.episodes;
    this.first = scrollWindow(this.cursor, this.first, this.visibleCount, length);
    this.cells.show(this.first - 1, Math.min(this.first + this.visibleCount + 1, length - 1), isFresh, this.cursor);
    for (let index = this.first - 1; index <= this.first + this.visibleCount + 1; index += 1) {
      this.cells.cellOf(index)?.setInView(index >= this.first);
    }
    const { motion, focus } = this.ui;
    if (isJump) motion.set(this.strip, 'x', -this.first * pitch);
    else motion.to(this.strip, 'x', -this.first * pitch, 'rowScroll');
    focus.refresh(isJump);
    focus.check();
  }
}
