export * from './apply-delta';
export * from './delta-format';
export * from './encode-delta';
export * from './snapshot-delta';
export * from './snapshot-frame';
