export * from './leashed-process';
