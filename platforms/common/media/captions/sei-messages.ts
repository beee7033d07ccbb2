/** The name of captions among registered user data (ATSC A/53): `GA94`. */
const NAME = [0x47, 0x41, 0x39, 0x34] as const;

/** Whether a SEI unit may carry captions: most units carry something else, and are not looked at further. */
export function mayHoldCaptions(unit: Uint8Array): boolean {
  for (let at = 0; at + NAME.length <= unit.length; at += 1) {
    if (unit[at] === NAME[0] && NAME.every((byte, index) => unit[at + index] === byte)) return true;
  }
  return false;
}

/** The payload of a unit without its header of `headerBytes` and without the bytes that keep start codes out of it. */
export function payloadOf(unit: Uint8Array, headerBytes: number): Uint8Array {
  const payload = new Uint8Array(unit.length - headerBytes);
  let length = 0;
  let zeros = 0;
  for (let at = headerBytes; at < unit.length; at += 1) {
    const byte = unit[at] ?? 0;
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    payload[length] = byte;
    length += 1;
  }
  return payload.subarray(0, length);
}
