import type { AppModel } from '#model/app';
import type { AnyView } from '#ui/engine';
import { Z } from '#ui/theme';
import { NumberEntryView } from './number-entry-view';

/** The number entry of a page. */
export interface NumberEntryLink {
  /** Opens the entry with its pad, for remotes without digits. */
  openPad(): void;
}

/**
 * Shows {@link NumberEntryView} above `owner` whenever a number is being typed, and takes it away when it has opened or was
 * given up. `isWanted`: whether the owner is the one in sight, since a covered page stays alive.
 */
export function followNumberEntry(owner: AnyView, app: AppModel, isWanted: () => boolean): NumberEntryLink {
  let open: { readonly view: NumberEntryView; readonly close: () => void } | null = null;
  const close = (): void => {
    open?.close();
    open = null;
  };
  const show = (hasPad: boolean): void => {
    if (open !== null) return;
    const { overlays } = owner.ui;
    open = overlays.show(
      NumberEntryView,
      { app, hasPad, onClose: close },
      { z: Z.number, motion: 'none', takesFocus: true },
    );
  };
  owner.bind(app.live.numberEntry, (entry) => {
    if (entry !== null && isWanted()) show(false);
    else if (entry === null && open?.view.isErased !== true) close();
  });
  owner.whileAttached((scope) => {
    scope.add(close);
  });
  return {
    openPad() {
      if (isWanted()) show(true);
    },
  };
}
