/* What src/core/dash exports, for the service's own checks. */

export interface ManifestAddresses {
  resolve: (base: string, address: string) => string | null;
  address: (url: string) => string;
  manifest: (url: string) => string;
  template: (template: string, blanks: ReadonlyArray<string>) => string;
}

export function isManifestText(text: string): boolean;
export function rewriteManifest(text: string, base: string, addresses: ManifestAddresses): { text?: string; refused?: string };
export function fillTemplate(template: string, values: ReadonlyArray<string>): string | null;
