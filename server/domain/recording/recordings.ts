import { AppError, fail, HOUR_MS, ok } from '#core/base';
import type { Result } from '#core/base';
import { foldWords } from '#core/text';
import type { WireRecordings } from '#core/wire';
import type { RecordingSettings } from '#server/config';
import type { CatalogStore, ChannelRow, ProgrammeRow, RecordingJobRow, RecordingOutcome, RecordingRequest, RecordingRuleRow, RecordingsStore, RightsStore } from '#server/store';
import type { Guide } from '../guide';
import type { MediaForm, MediaLibrary } from '../media-library';
import { channelItem, spanPath } from '../play';
import type { ArchiveSpan, Play, PlayAddress, Watcher } from '../play';
import type { Asker, Rights } from '../rights';
import { randomToken } from '../server-keys';
import type { PathSigner } from '../signed-path';
import { upstreamArchiveUrl, upstreamLiveUrl } from '../upstream-address';
import { upstreamForm } from '../upstream-form';
import { followRules } from './follow-rules';
import { recordingTerms } from './recording-terms';
import type { RecordingTerms } from './recording-terms';
import { toWireRecording } from './to-wire-recording';

/** What recordings are built on. */
export interface RecordingsParts {
  readonly settings: RecordingSettings;
  readonly recordings: RecordingsStore;
  readonly rightsStore: RightsStore;
  readonly catalog: CatalogStore;
  readonly guide: Guide;
  readonly rights: Rights;
  readonly play: Play;
  readonly library: MediaLibrary;
  readonly signer: PathSigner;
  readonly nowMs: () => number;
}

/** Where a channel's playlist is asked for to be recorded: a signed path of our own, or an address of its source. */
export interface RecordingPlace {
  readonly url: string;
  readonly isOwn: boolean;
}

/** Longer is a channel without a guide, not a programme. */
const LONGEST_MS = 12 * HOUR_MS;
/** How long a path of our own works for the recorder. */
const PLACE_LIFE_MS = 12 * HOUR_MS;
const ID_BYTES = 12;

function notFound(message: string): AppError {
  return new AppError('http.not-found', { message });
}

/** What viewers have the platform record: wishes, rules, what may be played of them. Rights are asked as for the channel itself. */
export class Recordings {
  constructor(private readonly parts: RecordingsParts) {}

  /** How much an account may have. */
  terms(accountId: string): Promise<RecordingTerms> {
    const { settings, rightsStore, recordings, nowMs } = this.parts;
    return recordingTerms({ settings, rights: rightsStore, recordings, nowMs }, accountId);
  }

  /** What `asker` sees of its account's recordings. */
  async list(asker: Asker): Promise<WireRecordings> {
    const { recordings, nowMs } = this.parts;
    const accountId = asker.account.id;
    const [terms, wishes, rules, usedMs] = [await this.terms(accountId), await recordings.wishes(accountId), await recordings.rules(accountId), await recordings.usedMs(accountId)];
    const items = wishes.map((wished) => toWireRecording(wished, nowMs())).filter((item) => asker.maxAge < 0 || item.age <= asker.maxAge);
    return {
      isOffered: this.parts.settings.isOn && terms.quotaMs > 0,
      quotaMs: terms.quotaMs,
      usedMs,
      items,
      rules: rules.map(({ id, channelId, title }) => ({ id, channelId: String(channelId), title })),
    };
  }

  /**
   * Has a programme of the guide recorded, and with `isSeries` all of its title that come on the channel. Fails with `http.not-found` (no such
   * channel or programme), `media.unsupported` (a channel that cannot be recorded), `recording.quota`, or the refusal of the channel.
   */
  async request(asker: Asker, channelId: number, startMs: number, isSeries: boolean): Promise<Result<void, AppError>> {
    const channel = await this.parts.catalog.channel(channelId);
    if (channel === null) return fail(notFound('There is no such channel.'));
    const programme = await this.programmeAt(channel, startMs);
    if (programme === null) return fail(notFound('The guide has no such programme.'));
    const refusal = await this.refusal(asker, channel, programme);
    if (refusal !== null) return fail(refusal);
    const rule = isSeries ? await this.rule(asker.account.id, channel, programme.title) : null;
    const outcome = await this.wish(asker.account.id, channel, programme, rule?.id ?? '');
    if (rule !== null) await this.follow(asker.account.id);
    return outcome === 'quota' ? fail(new AppError('recording.quota', { message: 'There is no room for this: delete something first.' })) : ok(undefined);
  }

  /** Takes a recording away. False when the account has none of this id. */
  drop(accountId: string, id: string): Promise<boolean> {
    return this.parts.recordings.drop(accountId, id);
  }

  /** Ends a rule; what it had recorded stays. */
  dropRule(accountId: string, id: string): Promise<boolean> {
    return this.parts.recordings.dropRule(accountId, id, this.parts.nowMs());
  }

  /** The address of a finished recording for `watcher`, as a stream of its account. Fails as {@link Play.channel} does. */
  async play(watcher: Watcher, id: string, forms: readonly MediaForm[]): Promise<Result<PlayAddress, AppError>> {
    const { recordings, catalog, play } = this.parts;
    const wished = await recordings.wish(watcher.asker.account.id, id);
    if (wished?.job?.state !== 'ready') return fail(new AppError('media.not-found', { message: 'There is no such recording.' }));
    if (forms.length > 0 && !forms.includes('hls')) return fail(new AppError('media.unsupported', { message: 'This is available as hls only.' }));
    const { wish, job } = wished;
    const channel = await catalog.channel(wish.channelId);
    // A channel that is gone takes no right along: the account's own standing is still judged.
    const item = channel === null ? { kind: 'channel' as const, id: wish.channelId, categoryIds: [], isAdult: false, age: wish.age } : { ...channelItem(channel), age: wish.age };
    return play.own(watcher, item, `rec/${job.id}/index.m3u8`, { fromMs: wish.startMs, untilMs: wish.stopMs });
  }

  /** Wishes for what rules ask of the guide by now, of one account or of all, and takes wishes along with programmes that were moved. */
  follow(accountId?: string): Promise<void> {
    const { recordings, guide, catalog, nowMs } = this.parts;
    return followRules({ recordings, service: this, guide, catalog, nowMs }, accountId);
  }

  /** Wishes for a programme in the name of an account; `ruleId` may be empty. */
  async wish(accountId: string, channel: ChannelRow, programme: ProgrammeRow, ruleId: string): Promise<RecordingOutcome> {
    const { quotaMs, keepMs } = await this.terms(accountId);
    const { startMs, stopMs, title, subtitle, description, picture, age } = programme;
    const wish = {
      id: randomToken(ID_BYTES), accountId, channelId: channel.id, channelName: channel.name, startMs, stopMs, title, subtitle, description, picture, age, ruleId, keepMs,
      createdAtMs: this.parts.nowMs(),
    };
    return this.parts.recordings.request({ wish, job: this.jobOf(accountId, channel.id, programme), quotaMs });
  }

  /** What is to be recorded of a programme. */
  jobOf(accountId: string, channelId: number, { startMs, stopMs }: { readonly startMs: number; readonly stopMs: number }): RecordingRequest['job'] {
    const { beforeMs, afterMs, isShared } = this.parts.settings;
    const whose = isShared ? '' : `:${accountId}`;
    const shareKey = `${String(channelId)}:${String(startMs)}:${String(stopMs)}${whose}`;
    return { id: randomToken(ID_BYTES), shareKey, channelId, fromMs: startMs - beforeMs, toMs: stopMs + afterMs };
  }

  /** Where the recorder finds a channel, live or a stretch of its archive; `null`: nowhere, or not as HLS. */
  place(channel: ChannelRow, span: ArchiveSpan | null): RecordingPlace | null {
    const { library, signer, nowMs } = this.parts;
    const { asset } = channel.media;
    if (asset === '') {
      const url = span === null ? upstreamLiveUrl(channel, nowMs()) : upstreamArchiveUrl(channel, span, nowMs());
      const form = upstreamForm({ ...channel.media, upstreamUrl: url });
      return url === '' || (form !== 'hls' && form !== 'unknown') ? null : { url, isOwn: false };
    }
    if (!library.channelForms(asset).includes('hls')) return null;
    return { url: signer.sign(`${spanPath(encodeURIComponent(asset), span)}/index.m3u8`, nowMs() + PLACE_LIFE_MS), isOwn: true };
  }

  /** A recording whose parts are handed out; `null` before it is ready. */
  async finished(jobId: string): Promise<RecordingJobRow | null> {
    const job = await this.parts.recordings.job(jobId);
    return job?.state === 'ready' ? job : null;
  }

  private async programmeAt(channel: ChannelRow, startMs: number): Promise<ProgrammeRow | null> {
    const programmes = await this.parts.guide.ofChannel(channel.guideKey, startMs, startMs + 1);
    const programme = programmes.find((each) => each.startMs === startMs);
    return programme === undefined || programme.stopMs - startMs > LONGEST_MS ? null : programme;
  }

  private async refusal(asker: Asker, channel: ChannelRow, programme: ProgrammeRow): Promise<AppError | null> {
    const { settings, rights, nowMs } = this.parts;
    if (!settings.isOn) return notFound('Nothing is recorded here.');
    const refusal = await rights.refusal(asker, { ...channelItem(channel), age: programme.age }, 'play', { fromMs: programme.startMs, untilMs: programme.stopMs });
    if (refusal !== null) return refusal;
    if (this.place(channel, null) === null) return new AppError('media.unsupported', { message: 'This channel cannot be recorded.' });
    return programme.stopMs > nowMs() ? null : new AppError('input.invalid', { message: 'This programme is over.' });
  }

  private async rule(accountId: string, channel: ChannelRow, title: string): Promise<RecordingRuleRow | null> {
    const titleFolded = foldWords(title);
    await this.parts.recordings.addRule({ id: randomToken(ID_BYTES), accountId, channelId: channel.id, title, titleFolded, createdAtMs: this.parts.nowMs() });
    return (await this.parts.recordings.rules(accountId)).find((rule) => rule.channelId === channel.id && rule.titleFolded === titleFolded) ?? null;
  }
}
