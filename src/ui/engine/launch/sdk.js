// The SDK's front door imports everything it has; these are the parts the product uses. Typed by sdk.d.ts.
export { default as Launch } from '@lightningjs/sdk/src/Launch';
export { default as Utils } from '@lightningjs/sdk/src/Utils';
