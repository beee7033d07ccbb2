export * from './appinfo';
export * from './check-ipk';
export * from './ipk-archive';
export * from './lint-ipk-tree';
export * from './lint-service-code';
export * from './package-ipk';
export * from './service-manifests';
export * from './verify-ipk';
