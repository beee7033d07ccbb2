/** Width of any letter, part of the size: texts have lengths a test can count. */
export const LETTER_WIDTH = 0.5;

function sizeOf(font: string): number {
  return Number(/([\d.]+)px/.exec(font)?.[1] ?? '16');
}

/** Marks of direction have no width. */
function lengthOf(text: string): number {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').length;
}

/** A 2D context that measures and draws nothing. */
export function createFakeContext(): { font: string; measureText(text: string): { width: number } } {
  const state: Record<string, unknown> = { font: '16px sans-serif' };
  state['measureText'] = (text: string) => ({ width: lengthOf(text) * LETTER_WIDTH * sizeOf(String(state['font'])) });
  state['getImageData'] = (_x: number, _y: number, width: number, height: number) => ({ width, height, data: new Uint8ClampedArray(width * height * 4) });
  return new Proxy(state, {
    get: (target, name) => (name in target ? target[String(name)] : () => ({ addColorStop: () => undefined })),
  }) as unknown as { font: string; measureText(text: string): { width: number } };
}

/** A canvas without pixels. */
export function createFakeCanvas(w = 0, h = 0): object {
  const context = createFakeContext();
  return { width: w, height: h, style: {}, getContext: () => context };
}
