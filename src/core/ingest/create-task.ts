import type { Steps } from '../base';
import { SearchIndexTask, ProgrammeIndexTask } from './index-tasks';
import type { IngestHost, IngestJob } from './ingest-contract';
import type { IngestTask } from './ingest-task';
import { M3uProbeTask, M3uTask } from './m3u-task';
import { rehearsePlaylist } from './rehearse-playlist';
import { StalkerTask } from './stalker-task';
import { XmltvTask } from './xmltv-task';
import { XtreamTask } from './xtream-task';

/** What does a job. A new kind of source adds its job to {@link IngestJob} and its task here. */
export function createTask(job: IngestJob, host: Pick<IngestHost, 'createDecoder'>): IngestTask {
  switch (job.kind) {
    case 'm3u':
      return job.isProbe ? new M3uProbeTask(job, host) : new M3uTask(job, host);
    case 'xtream':
      return new XtreamTask(job);
    case 'stalker':
      return new StalkerTask(job);
    case 'xmltv':
      return new XmltvTask(job, host);
    case 'search-index':
      return new SearchIndexTask();
    case 'programme-index':
      return new ProgrammeIndexTask();
  }
}

/**
 * What is gone through before the first job of a kind, step by step; `null` where the first bytes are quick enough: the longest first step of the other kinds takes half
 * of a playlist's.
 */
export function rehearsalOf({ kind }: IngestJob): Steps<void> | null {
  return kind === 'm3u' ? rehearsePlaylist() : null;
}
