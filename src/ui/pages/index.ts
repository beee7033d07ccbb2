export type { PageProps } from './page-props';
export { createPage } from './create-page';
