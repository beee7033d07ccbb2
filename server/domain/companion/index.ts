export * from './companion-session';
export * from './companions';
export * from './time-requests';
