export * from './keep-recommended';
export * from './run-recommending';
