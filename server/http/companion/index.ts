export * from './companion-plugin';
export * from './parents-plugin';
export * from './phone-plugin';
export * from './time-requests-plugin';
