/**
 * The sample's protected film and its content key, so that licences can be tried without anybody's keys. The key is no secret: it stands
 * here. Both are 32 hexadecimal digits, as the platform's key store takes them.
 */
export const PROTECTED_FILM = {
  slug: 'a-minute-of-rain',
  keyId: '6d696e7574656f667261696e00000001',
  key: '2f1e6a0d94b85c73a1d7e02b3f94c658',
} as const;
