export type { PageProps } from './page-props';
export { createPage } from './create-page';
export { linkLateParts } from './link-late-parts';
