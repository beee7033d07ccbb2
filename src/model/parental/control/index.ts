export { createParentalControl } from './create-parental-control';
export { makeSift } from './make-sift';
