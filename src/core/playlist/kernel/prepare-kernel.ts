import type { Steps } from '../../base';
import { fromBase64 } from '../../text';
import { KERNEL_CODE } from './kernel-code';
import { RowKernel } from './row-kernel';

/**
 * Has the engine compile the kernel of rows, which is kept: some milliseconds, so that the first reader need not take them. Nothing where there is none.
 * What unpacks its code is compiled in a step of its own, by unpacking it: that takes as long as the kernel.
 */
export function* prepareKernel(): Steps<void> {
  fromBase64(KERNEL_CODE);
  yield;
  RowKernel.create();
}
