import { expect, test } from '@jest/globals';
import { createTestStage } from '#test/harness/stage';
import { Icon, View } from '../index';

class Holder extends View {
  declare icon: Icon;

  protected override build(): void {
    this.w = 100;
    this.h = 100;
    this.icon = this.put(new Icon(this.stage), 0, 0);
    this.icon.setUp('bag', 28, 0xffffffff);
  }
}

/** What is on the screen, below the typed face of Lightning. */
interface Drawn {
  readonly __core: { readonly _displayedTextureSource: { readonly lookupId: string } };
}

test('an icon that becomes another in the frame in which it comes into sight shows the other', () => {
  const screen = createTestStage();
  const holder = screen.mount(Holder, {});
  holder.visible = false;
  holder.icon.setUp('check', 28, 0xffffffff);
  screen.frame();
  holder.visible = true;
  holder.icon.setUp('heart', 28, 0xffffffff);
  screen.frame();
  screen.frame();
  expect((holder.icon as unknown as Drawn).__core._displayedTextureSource.lookupId).toBe('drawn icon heart 28 2');
  screen.dispose();
});
