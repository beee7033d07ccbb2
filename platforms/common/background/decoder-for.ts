/** A decoder for an encoding label, keeping a cut character between calls; `null` when the engine does not know the label. */
export function decoderFor(label: string): { decode(bytes: Uint8Array, isLast: boolean): string } | null {
  try {
    const decoder = new TextDecoder(label);
    return { decode: (bytes, isLast) => decoder.decode(bytes, { stream: !isLast }) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
