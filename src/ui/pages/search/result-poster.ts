import type { ResultView } from '#model/search';
import { Card } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView } from '#ui/engine';
import { CARDS } from '#ui/theme';
import type { ResultCell } from './result-cell';

/** The poster of a film or series; says how it is watched. */
export class ResultPoster extends View implements ResultCell {
  declare private card: Card;

  show(result: ResultView | null, index: number, count: number): void {
    this.visible = result !== null;
    this.card.show(result === null || result.card === null ? null : { ...result.card, spoken: result.spoken }, index, count);
  }

  setUrgent(isInView: boolean): void {
    this.card.urgency = isInView ? 0 : 2;
  }

  override focusChild(): boolean {
    return true;
  }

  override _getFocused(): AnyView {
    return this.card;
  }

  protected override build(): void {
    this.w = CARDS.posterSmall.w;
    this.h = CARDS.posterSmall.h;
    this.visible = false;
    this.card = this.add(Card, { shape: 'small' });
  }
}
