import { encode } from 'uqr';

/** The modules of a QR code, row by row; true is dark. */
export interface QrModules {
  readonly size: number;
  readonly rows: ReadonlyArray<readonly boolean[]>;
}

/** Encodes an address with medium correction and without the quiet zone. */
export function encodeQr(text: string): QrModules {
  const { size, data } = encode(text, { ecc: 'M', border: 0 });
  return { size, rows: data };
}
