// The one place the package is imported at. Typed by lightning-core.d.ts: the package ships TypeScript sources beside
// its declarations, which the checker would compile and which break exactOptionalPropertyTypes.
export { default } from '@lightningjs/core';
