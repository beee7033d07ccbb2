/** A licence request as the set's own player sends it: the challenge is the player's secret, the status what counts. 0: no answer. */
export function askLicence({ XMLHttpRequest }: Window & typeof globalThis, url: string): Promise<number> {
  return new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', url);
    xhr.onloadend = () => { resolve(xhr.status); };
    xhr.send('challenge');
  });
}
