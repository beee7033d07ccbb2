/** A text decoder that keeps a cut character between calls. */
export interface StreamDecoder {
  decode(bytes: Uint8Array, isLast: boolean): string;
}

/**
 * Makes a decoder for an encoding label (`windows-1251`, `gb18030`, ...), or `null` when the host does not know it. In a
 * browser: `(label) => { const d = new TextDecoder(label); return { decode: (b, isLast) => d.decode(b, { stream: !isLast }) }; }`
 * inside a try. `core` has no TextDecoder of its own since it compiles without DOM and Node types; UTF-8, UTF-16,
 * ISO-8859-1 and Windows-1252 are built in.
 */
export type DecoderFactory = (label: string) => StreamDecoder | null;
