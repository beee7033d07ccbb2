/** A phone's browser without scripts: pages, their hidden fields, and the cookies it was given. */
export class FormPhone {
  private page = '';
  private leadsTo = '';
  private readonly cookies = new Map<string, string>();

  /** `node`: the address of the node its balancer sends it to. */
  constructor(private readonly node: string) {}

  /** Opens a page. */
  async open(path: string): Promise<void> {
    await this.read(await fetch(this.node + path, { headers: { ...this.head(), accept: 'text/html' } }));
  }

  /** Where the last answer sent it: a path of the platform, or empty. */
  get next(): string {
    return this.leadsTo;
  }

  /** Sends the form of the page with these fields; answers the status. */
  async send(path: string, fields: Readonly<Record<string, string>>): Promise<number> {
    const hidden = Array.from(this.page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g), ([, name = '', value = '']): [string, string] => [name, value]);
    const answer = await fetch(this.node + path, { method: 'POST', redirect: 'manual', headers: this.head(), body: new URLSearchParams([...hidden, ...Object.entries(fields)]) });
    await this.read(answer);
    return answer.status;
  }

  /** Says something to the set it is paired with; answers the status. */
  async say(letter: object): Promise<number> {
    const headers = { ...this.head(), 'x-hearth-phone': '1', 'content-type': 'application/json' };
    return (await fetch(`${this.node}/phone/letters`, { method: 'POST', headers, body: JSON.stringify({ letters: [letter] }) })).status;
  }

  /** What the set said, from the first word. */
  async heard(): Promise<readonly unknown[]> {
    const answer = await fetch(`${this.node}/phone/letters?after=0`, { headers: { ...this.head(), 'x-hearth-phone': '1' } });
    return ((await answer.json()) as { letters: ReadonlyArray<{ body: unknown }> }).letters.map(({ body }) => body);
  }

  private head(): Record<string, string> {
    return { cookie: Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; ') };
  }

  private async read(answer: Response): Promise<void> {
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      this.cookies.set(name, value);
    }
    this.leadsTo = answer.headers.get('location') ?? '';
    this.page = await answer.text();
  }
}
