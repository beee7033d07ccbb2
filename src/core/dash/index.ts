export { isManifestText, rewriteManifest } from './rewrite-manifest';
export type { ManifestAddresses, RewrittenManifest } from './rewrite-manifest';
export { fillTemplate } from './segment-template';
