import type { ContractCase } from './contract-case';
import { HTTP_CONTRACT } from './http-contract';
import { MEDIA_CONTRACT } from './media-contract';
import {
  AD_ID_CONTRACT, CLOCK_CONTRACT, DEVICE_CONTRACT, KEYS_CONTRACT, LIFECYCLE_CONTRACT, LOG_CONTRACT, NETWORK_CONTRACT, PREVIEW_CONTRACT, RANDOM_CONTRACT, SPEECH_CONTRACT,
  VOICE_CONTRACT,
} from './small-contracts';
import { BLOB_CONTRACT, STORAGE_CONTRACT } from './storage-contract';

/** Every contract by its port. */
export const CONTRACTS = {
  clock: CLOCK_CONTRACT, random: RANDOM_CONTRACT, http: HTTP_CONTRACT, storage: STORAGE_CONTRACT, blobs: BLOB_CONTRACT, keys: KEYS_CONTRACT,
  lifecycle: LIFECYCLE_CONTRACT, device: DEVICE_CONTRACT, network: NETWORK_CONTRACT, speech: SPEECH_CONTRACT, log: LOG_CONTRACT, media: MEDIA_CONTRACT, voice: VOICE_CONTRACT,
  preview: PREVIEW_CONTRACT, adId: AD_ID_CONTRACT,
} as const;

/** A port with a contract. */
export type ContractName = keyof typeof CONTRACTS;

/** The bench each contract runs on. */
export type Benches = { readonly [Name in ContractName]: Parameters<(typeof CONTRACTS)[Name][number]['run']>[0] };

/** Names of a port's rules, in order. */
export function caseNames(port: ContractName): readonly string[] {
  return CONTRACTS[port].map((rule) => rule.name);
}

/** Runs one rule; answers `kept` or `skipped`, and throws when it is broken. */
export async function runCase<Name extends ContractName>(port: Name, name: string, bench: Benches[Name]): Promise<'kept' | 'skipped'> {
  // Each contract belongs to its bench by the type of Benches, which TypeScript cannot follow through the index.
  const cases = CONTRACTS[port] as unknown as ReadonlyArray<ContractCase<Benches[Name]>>;
  const rule = cases.find((candidate) => candidate.name === name);
  if (rule === undefined) throw new Error(`${port} has no rule "${name}"`);
  if (rule.skip?.(bench) === true) return 'skipped';
  await rule.run(bench);
  return 'kept';
}
