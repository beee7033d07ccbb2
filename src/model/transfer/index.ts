export { CHOSEN_PARTS } from './bundle';
export type { ChosenPart } from './bundle';
export { createTransfer } from './create-transfer';
export type { TransferDeps } from './create-transfer';
export { applyPending, takeOutcome } from './journal';
export type { JournalOutcome } from './journal';
export type { ImportPreview, ProfileOutcome } from './plan-import';
export type { SourceOutcome } from './plan-sources';
export * from './transfer-model';
