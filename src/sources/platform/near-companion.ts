import { AppError, fail, toAppError } from '#core/base';
import type { CancelSignal, Result } from '#core/base';
import type { WireCompanion, WireLetter, WireSetLetter } from '#core/wire';
import type { HttpResponse, PhoneDoor, ServicePort } from '#ports';
import type { HttpClient } from '#sources/http';
import { CompanionClient } from './companion-client';

/** A way between a set and a phone: {@link CompanionClient} through the platform, {@link NearCompanion} in the home network. */
export type CompanionWay = Pick<CompanionClient, 'start' | 'renew' | 'letters' | 'tell' | 'end' | 'file'>;

/**
 * The same session, served by the set's own service to phones in the home network; by the platform, where there is one, when the service cannot.
 * A door that was shut meanwhile (the set was asleep) is a session that has ended: `http.not-found`.
 */
export class NearCompanion implements CompanionWay {
  private readonly client: HttpClient;
  private readonly service: ServicePort;
  private readonly far: CompanionWay | null;
  private door: PhoneDoor | null = null;
  private way: CompanionWay | null = null;

  constructor(client: HttpClient, service: ServicePort, far: CompanionWay | null) {
    this.client = client;
    this.service = service;
    this.far = far;
  }

  async start(deviceName: string, signal: CancelSignal): Promise<Result<WireCompanion, AppError>> {
    this.shut();
    const near = await this.startNear(deviceName, signal);
    if (near.ok || this.far === null || near.error.code === 'net.cancelled') return near;
    this.shut();
    this.way = this.far;
    return this.far.start(deviceName, signal);
  }

  renew(session: WireCompanion, signal: CancelSignal): Promise<Result<WireCompanion, AppError>> {
    return this.ask((way) => way.renew(session, signal));
  }

  letters(session: WireCompanion, after: number, signal: CancelSignal): Promise<Result<readonly WireLetter[], AppError>> {
    return this.ask((way) => way.letters(session, after, signal));
  }

  tell(session: WireCompanion, letters: readonly WireSetLetter[], signal: CancelSignal): Promise<Result<unknown, AppError>> {
    return this.ask((way) => way.tell(session, letters, signal));
  }

  file(session: WireCompanion, file: string, signal: CancelSignal): Promise<Result<HttpResponse, AppError>> {
    return this.ask((way) => way.file(session, file, signal));
  }

  async end(session: WireCompanion): Promise<void> {
    const { door, way } = this;
    if (!isShut(door)) await way?.end(session);
    // Another session may have begun meanwhile.
    if (this.door === door) this.shut();
  }

  private async startNear(deviceName: string, signal: CancelSignal): Promise<Result<WireCompanion, AppError>> {
    try {
      const door = await this.service.openPhoneDoor();
      this.door = door;
      this.way = new CompanionClient(this.client, door.url);
      return await this.way.start(deviceName, signal);
    } catch (error) {
      return fail(toAppError(error, 'net.unreachable'));
    }
  }

  /** Asks whoever serves the session; a door that is shut knows it no longer, whatever the request ran into. */
  private async ask<T>(question: (way: CompanionWay) => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> {
    const { door, way } = this;
    if (way === null || isShut(door)) return fail(new AppError('http.not-found'));
    const answer = await question(way);
    return !answer.ok && isShut(door) ? fail(new AppError('http.not-found')) : answer;
  }

  private shut(): void {
    this.door?.shut();
    this.door = null;
    this.way = null;
  }
}

function isShut(door: PhoneDoor | null): boolean {
  return door?.isShut === true;
}
