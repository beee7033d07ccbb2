import type { Disposer } from '#core/base';
import { createScope } from '#core/state';
import type { CompanionModel } from '#model/companion';
import type { Ui } from '#ui/engine';

/** Joins a phone with the screen: its keys are pressed, its texts go into the field that has the focus, and it is told which that is. */
export function linkCompanion(ui: Ui, companion: CompanionModel): Disposer {
  const scope = createScope();
  scope.add(
    companion.listen({
      press: (key) => ui.keys.pressKey(key),
      write: (id, text) => {
        const target = ui.typing.target.peek();
        if (target?.id === id) target.write(text);
      },
      done: (id) => {
        const target = ui.typing.target.peek();
        if (target?.id === id) target.done();
      },
    }),
  );
  scope.effect(() => {
    const target = ui.typing.target.value;
    companion.showField(target === null ? null : { id: target.id, label: target.label, isSecret: target.isSecret, value: target.isSecret ? '' : target.read() });
  });
  return () => scope.dispose();
}
