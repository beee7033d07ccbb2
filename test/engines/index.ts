export * from './engine-table';
export * from './mask-script';
export * from './prepare-engine';
