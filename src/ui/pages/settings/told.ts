import type { AppError, Result } from '#core/base';
import type { AppModel } from '#model/app';

/** Says what went wrong with a change, where something did. */
export function told({ notices }: Pick<AppModel, 'notices'>, change: Promise<Result<void, AppError>>): void {
  void change.then((result) => {
    if (!result.ok) notices.showToast(notices.describe(result.error).title);
  });
}
