import { expect, test } from '@jest/globals';
import { readEngineFeatures } from './read-engine-features';

/** A window whose canvases answer `context` when they are asked for WebGL. */
function features(context: unknown): { readonly hasWebgl: boolean; readonly offered: readonly string[]; readonly wishes: readonly unknown[] } {
  const offered: string[] = [];
  const wishes: unknown[] = [];
  const canvas = { getContext: (kind: string, wish: unknown) => { wishes.push([kind, wish]); return context; }, setAttribute: (name: string) => { offered.push(name); } };
  const document = { createElement: (name: string) => (name === 'canvas' ? canvas : {}) };
  const layer = { ownerDocument: document, appendChild: (child: unknown) => { offered.push(child === canvas ? 'in its layer' : 'something else'); } };
  const window = { document, navigator: { userAgent: '' }, innerHeight: 1080 } as unknown as Window & typeof globalThis;
  const { hasWebgl } = readEngineFeatures(window, layer as unknown as HTMLElement);
  return { hasWebgl, offered, wishes };
}

test('the context that shows that there is WebGL is left for the stage, made as the stage would', () => {
  const { hasWebgl, offered, wishes } = features({});
  expect([hasWebgl, offered]).toEqual([true, ['data-offered', 'in its layer']]);
  expect(wishes).toEqual([['webgl', { alpha: true, antialias: false, premultipliedAlpha: true, stencil: true, preserveDrawingBuffer: false }]]);
});

test('without WebGL nothing is left', () => {
  expect(features(null)).toMatchObject({ hasWebgl: false, offered: [] });
});
