export * from './xtream-source';
