import type { CardGrid, EmptyState } from '#ui/components';
import type { AnyView, LeaveReason } from '#ui/engine';
import { HearthPage } from './hearth-page';
import type { PageProps } from './page-props';

/** A page with one grid of cards that knows where it was, or says why it is empty. Subclasses build both. */
export abstract class GridPage<Props extends PageProps = PageProps> extends HearthPage<Props> {
  declare protected grid: CardGrid;
  declare protected empty: EmptyState;

  override enter(): void {
    const memory = this.props.entry.recall('grid');
    if (memory !== null) this.grid.recall(memory);
  }

  override leave(_reason: LeaveReason): void {
    if (!this.grid.isEmpty) this.props.entry.remember('grid', this.grid.memory);
  }

  override isAtTop(): boolean {
    return this.grid.isEmpty || this.grid.isAtTop;
  }

  override goToTop(): void {
    this.grid.focusIndex(0);
  }

  override focusChild(child: AnyView): boolean {
    return child === this._getFocused();
  }

  override _getFocused(): AnyView {
    return this.grid.isEmpty ? this.empty : this.grid;
  }
}
