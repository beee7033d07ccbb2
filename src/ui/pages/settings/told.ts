import type { AppError, Result } from '#core/base';
import type { AppModel } from '#model/app';

/** Says what went wrong with a change, where something did. */
export function told({ notices }: Pick<AppModel, 'notices'>, change: Promise<Result<void, AppError>>): void {
  void change.then((result) => {
    if (!result.ok) notices.showFailure(result.error);
  });
}

/** Says why a setting that is in force cannot be kept until the next start, where that is so. */
export function kept({ notices }: Pick<AppModel, 'notices'>, change: Promise<void>): void {
  change.catch((error: unknown) => {
    notices.showFailure(error);
  });
}
