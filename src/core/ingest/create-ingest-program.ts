import type { Steps } from '../base';
import { rehearsalOf } from './create-task';
import type { IngestHost, IngestJob, IngestProgram, IngestRequest } from './ingest-contract';
import { RunningJob } from './running-job';

class Program implements IngestProgram {
  private readonly jobs = new Map<number, RunningJob>();
  private readonly rehearsed = new Set<IngestJob['kind']>();

  constructor(private readonly host: IngestHost) {}

  receive(request: IngestRequest): void {
    switch (request.type) {
      case 'hello':
        this.host.post({ type: 'hello' }, []);
        return;
      case 'start':
        this.jobs.set(request.id, new RunningJob(request, this.host, this.rehearsalOf(request.job)));
        return;
      case 'cancel':
        this.jobs.get(request.id)?.drop();
        this.jobs.delete(request.id);
        return;
      // Words for a job that is over cross its last answer: nobody waits for them.
      case 'part':
      case 'bytes':
      case 'part-end':
      case 'end':
        this.jobs.get(request.id)?.receive(request);
    }
  }

  *work(): Steps<void> {
    for (;;) {
      let isBusy = false;
      // Jobs take turns, so that a short one does not wait for a long one.
      for (const [id, job] of Array.from(this.jobs)) {
        if (!job.hasWork) continue;
        isBusy = true;
        job.turn();
        if (job.isOver) this.jobs.delete(id);
        yield;
      }
      if (!isBusy) return;
    }
  }

  tellProgress(): void {
    this.jobs.forEach((job) => {
      job.tellProgress();
    });
  }

  private rehearsalOf(job: IngestJob): Steps<void> | null {
    if (this.rehearsed.has(job.kind)) return null;
    this.rehearsed.add(job.kind);
    return rehearsalOf(job);
  }
}

/**
 * Makes the program that reads lists and guides. It is the same in a thread of its own and in slices: what it answers depends on the
 * words it got and on nothing else.
 */
export function createIngestProgram(host: IngestHost): IngestProgram {
  return new Program(host);
}
