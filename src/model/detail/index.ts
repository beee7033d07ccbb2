export * from './create-detail-model';
export * from './detail-model';
