export * from './create-version-merger';
