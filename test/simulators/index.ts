export * from './core/chaos';
export * from './core/decoder';
export * from './core/journal';
export * from './core/scripted-decoder';
export * from './testing/scripted-set';
export * from './tizen/simulated-avplay';
