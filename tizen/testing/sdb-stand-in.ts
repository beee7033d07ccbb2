import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { COMMAND, encodeMessage, MessageReader } from '../sdb-message';
import type { SdbMessage } from '../sdb-message';

/** How a simulated set behaves. */
export interface StandInHabits {
  /** Answers by the command after `shell:`; a set answers nothing to others. */
  readonly shell?: (command: string) => string;
  readonly capabilities?: string;
  /** `auth`: asks for a key; `deaf`: takes the connection and says nothing. */
  readonly greeting?: 'connect' | 'auth' | 'deaf';
  /** What it says instead of taking a file. */
  readonly refusesFile?: string;
}

/** Samsung's debug daemon as far as an installation needs it, for tests. */
export class SdbStandIn {
  /** Files it was given, by path. */
  readonly files = new Map<string, Buffer>();
  /** Commands it was given. */
  readonly commands: string[] = [];
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(private readonly habits: StandInHabits = {}) {
    this.server = createServer((socket) => { this.serve(socket); });
  }

  /** Listens and answers the address to give to `--device`. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => { this.server.listen(0, '127.0.0.1', resolve); });
    return `127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => { this.server.close(resolve); });
  }

  private serve(socket: Socket): void {
    const reader = new MessageReader();
    const services = new Map<number, (bytes: Buffer) => void>();
    this.sockets.add(socket);
    const send = (command: number, arg0: number, arg1: number, payload: Buffer = Buffer.alloc(0)): void => {
      socket.write(encodeMessage({ command, arg0, arg1, payload }));
    };
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      for (const message of reader.push(bytes)) this.answer(message, services, send);
    });
  }

  private answer({ command, arg0, arg1, payload }: SdbMessage, services: Map<number, (bytes: Buffer) => void>, send: (command: number, arg0: number, arg1: number, payload?: Buffer) => void): void {
    const { greeting = 'connect' } = this.habits;
    if (command === COMMAND.connect && greeting !== 'deaf') send(greeting === 'auth' ? COMMAND.auth : COMMAND.connect, 0x02000000, 4096, Buffer.from('device::Samsung\0'));
    if (command === COMMAND.open) {
      const name = payload.toString('utf8').replace(/\0$/, '');
      const say = (text: Buffer): void => { send(COMMAND.write, arg0 + 100, arg0, text); };
      send(COMMAND.okay, arg0 + 100, arg0);
      if (name === 'sync:') services.set(arg0, this.fileTaker(say));
      else {
        say(Buffer.from(this.textOf(name)));
        send(COMMAND.close, arg0 + 100, arg0);
      }
    }
    if (command === COMMAND.write) {
      send(COMMAND.okay, arg1, arg0);
      services.get(arg0)?.(payload);
    }
  }

  private textOf(service: string): string {
    if (service === 'capability:') return this.habits.capabilities ?? 'platform_version:6.0\nsdk_toolpath:/opt/usr/apps/tmp\n';
    const command = service.replace(/^shell:/, '');
    this.commands.push(command);
    return this.habits.shell?.(command) ?? '';
  }

  private fileTaker(say: (bytes: Buffer) => void): (bytes: Buffer) => void {
    let buffer = Buffer.alloc(0);
    let path = '';
    const parts: Buffer[] = [];
    return (bytes) => {
      buffer = Buffer.concat([buffer, bytes]);
      while (buffer.length >= 8) {
        const tag = buffer.toString('latin1', 0, 4);
        const length = tag === 'DONE' ? 0 : buffer.readUInt32LE(4);
        if (buffer.length < 8 + length) return;
        const body = buffer.subarray(8, 8 + length);
        if (tag === 'SEND') path = body.toString('utf8').replace(/,\d+$/, '');
        else if (tag === 'DATA') parts.push(Buffer.from(body));
        else if (tag === 'DONE') this.finish(path, Buffer.concat(parts), say);
        buffer = buffer.subarray(8 + length);
      }
    };
  }

  private finish(path: string, bytes: Buffer, say: (bytes: Buffer) => void): void {
    const { refusesFile } = this.habits;
    if (refusesFile === undefined) this.files.set(path, bytes);
    const text = Buffer.from(refusesFile ?? '');
    const head = Buffer.alloc(8);
    head.write(refusesFile === undefined ? 'OKAY' : 'FAIL', 0, 'latin1');
    head.writeUInt32LE(text.length, 4);
    say(Buffer.concat([head, text]));
  }
}
