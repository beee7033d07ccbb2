import { RowKernel } from './row-kernel';

/** Has the engine compile the kernel of rows, which is kept: some milliseconds, so that the first reader need not take them. Nothing where there is none. */
export function prepareKernel(): void {
  RowKernel.create();
}
