/** Why a job has to begin anew. Never leaves this folder. */
export class BeginAnew extends Error {
  constructor(
    /** `lost`: the thread is gone. `inflate`: the engine could not unpack it. */
    readonly why: 'lost' | 'inflate',
    message: string,
  ) {
    super(message);
    Object.setPrototypeOf(this, BeginAnew.prototype);
    this.name = 'BeginAnew';
  }
}
