import { Overlay } from '#ui/engine';
import type { AnyView, ViewClass } from '#ui/engine';

/** What a test page holds. */
export interface TestPageProps {
  readonly type: ViewClass<AnyView>;
  readonly inner: object;
  readonly x: number;
  readonly y: number;
}

/** A focus root around one view under test. Keys the view hands on are counted. */
export class TestPage extends Overlay<TestPageProps> {
  declare inner: AnyView;
  /** Keys the view did not use. */
  declare handedOn: string[];

  override get overlayId(): string {
    return 'test';
  }

  override _getFocused(): AnyView {
    return this.inner;
  }

  override _handleKey(press: { readonly key: string }): boolean {
    this.handedOn.push(press.key);
    return true;
  }

  protected override build(): void {
    const { type, inner, x, y } = this.props;
    this.handedOn = [];
    this.inner = this.add(type, inner, { x, y });
  }
}
