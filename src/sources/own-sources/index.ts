export * from './make-own-source';
