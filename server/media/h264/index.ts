export * from './bit-reader';
export * from './bit-writer';
export * from './nal';
export * from './parameter-sets';
export * from './slice-header';
export * from './strip-slice';
