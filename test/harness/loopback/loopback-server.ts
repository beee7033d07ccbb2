import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of HTTP on a free port of 127.0.0.1, whose cable can be pulled. Whoever lets it listen closes it. */
export class LoopbackServer {
  private readonly server: Server;
  private isCut = false;

  constructor(answer: RequestListener) {
    this.server = createServer(answer);
    this.server.on('connection', (socket) => {
      if (this.isCut) socket.destroy();
    });
  }

  /** Resolves when it has an address. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** Pulls the cable: every connection breaks and none is taken. */
  cut(): void {
    this.isCut = true;
    this.server.closeAllConnections();
  }

  /** Plugs it again. */
  mend(): void {
    this.isCut = false;
  }

  /** Ends it with all its connections. */
  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
