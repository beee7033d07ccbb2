import { hash, verify } from '@node-rs/argon2';

/** Longer passwords are refused: hashing them would be work for free. */
export const LONGEST_PASSWORD = 256;

/** A hash of no known password: unknown names take as long to refuse as wrong passwords. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$c29tZS1yYW5kb20tc2FsdA$mXBmYXJ8pC1sLnvTtUz1mOqFxCUYVw2xSLVaYyhKYQ4';

/** Argon2id with the package's defaults (19 MiB, 2 passes, 1 lane): about 0.1 s on a small machine. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Whether `password` fits `passwordHash`; `null` for an account that does not exist costs the same and is false. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (password === '' || password.length > LONGEST_PASSWORD) return false;
  const fits = await verify(passwordHash ?? NOBODY, password);
  return fits && passwordHash !== null;
}
