/** Where the parts of a recording are among the objects. */
export function recordingPrefix(jobId: string): string {
  return `recordings/${jobId}/`;
}

/** Key of one part. */
export function recordingKey(jobId: string, object: string): string {
  return recordingPrefix(jobId) + object;
}
