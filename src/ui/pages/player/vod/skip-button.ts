import { View } from '#ui/engine';
import type { AnyView } from '#ui/engine';
import { Button } from '#ui/components';
import type { ButtonSpec } from '#ui/components';
import type { AppModel } from '#model/app';
import type { Skippable } from '#model/player';

/** What {@link SkipButton} is made with. */
export interface SkipButtonProps {
  readonly app: AppModel;
  /** Its far edge; it grows from there. */
  readonly end: number;
  readonly height: number;
  onSkipped(): void;
}

/** Offers to skip opening, recap or credits over the picture. Shows the key that leads to it, and has the focus only when that is pressed. */
export class SkipButton extends View<SkipButtonProps> {
  declare private button: Button;
  declare private shown: Skippable | null;

  /** Offers this, or nothing. What is offered anew is said once. */
  show(skippable: Skippable | null): void {
    if (skippable === this.shown) return;
    const isNew = skippable !== null && !this.visible;
    this.shown = skippable;
    this.visible = skippable !== null;
    if (skippable === null) return;
    const spec = this.specOf(skippable);
    this.button.show(spec);
    this.w = this.button.w;
    this.x = this.props.end - this.button.w;
    if (isNew) this.ui.mirror.announce(this.props.app.translator.t('player.skip.hint', { action: spec.label }));
  }

  override _getFocused(): AnyView {
    return this.button;
  }

  override focusChild(_child: AnyView): boolean {
    return this.visible;
  }

  protected override build(): void {
    this.rtl = false;
    this.keepsDirection = true;
    this.shown = null;
    this.visible = false;
    this.h = this.props.height;
    this.button = this.add(Button, { spec: this.specOf({ kind: 'intro', toMs: 0 }), height: this.props.height });
  }

  private specOf({ kind }: Skippable): ButtonSpec {
    const { app, onSkipped } = this.props;
    const { t } = app.translator;
    const labels = { intro: t('player.skip.intro'), recap: t('player.skip.recap'), credits: t('player.skip.credits') };
    return {
      id: 'skip-over',
      label: labels[kind],
      icon: 'up',
      onPress: () => {
        app.player.skipOver();
        onSkipped();
      },
    };
  }
}
