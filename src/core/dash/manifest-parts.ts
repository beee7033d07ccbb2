/** Elements a player needs, of ISO/IEC 23009-1 and what is used beside it; everything else could name addresses nobody rewrites, and is left out. */
const KEPT_NAMES = [
  'MPD', 'ProgramInformation', 'Title', 'Source', 'Copyright', 'Location', 'BaseURL', 'Period', 'AssetIdentifier', 'EventStream', 'Event', 'Signal', 'Binary',
  'UTCTiming', 'LeapSecondInformation', 'ServiceDescription', 'Scope', 'Latency', 'PlaybackRate', 'ProducerReferenceTime', 'AdaptationSet', 'ContentComponent',
  'Representation', 'SubRepresentation', 'Accessibility', 'Role', 'Rating', 'Viewpoint', 'Label', 'GroupLabel', 'FramePacking', 'AudioChannelConfiguration',
  'EssentialProperty', 'SupplementalProperty', 'InbandEventStream', 'RandomAccess', 'Switching', 'Resync', 'Preselection', 'Subset',
  'SegmentBase', 'SegmentList', 'SegmentURL', 'SegmentTemplate', 'SegmentTimeline', 'S', 'Pattern', 'P', 'Initialization', 'RepresentationIndex', 'BitstreamSwitching',
  'FailoverContent', 'FCS',
];
/** Texts a viewer may read; what looks like an address in them is never fetched. */
const READ_TEXTS = ['Title', 'Source', 'Copyright', 'Label', 'GroupLabel'];
/** Properties and events by which a player would fetch something itself, or change addresses. */
const LEADS_AWAY = /^urn:mpeg:dash:(?:event:callback|event:alternative|urlparam|mpd-chaining|fallback|event:ttfn)/i;
const PROPERTIES = ['EssentialProperty', 'SupplementalProperty', 'EventStream', 'InbandEventStream'];
const SEGMENT_INFORMATION = ['SegmentTemplate', 'SegmentList', 'SegmentBase'];

/** Attributes that name a form or a name space, which look like addresses and are none. */
const NO_ADDRESS = /^(?:xmlns(?::.*)?|schemeIdUri|profiles)$/;
const LOOKS_LIKE_ADDRESS = /\/\/|^\s*(?:data|javascript|blob|file):/i;

/** Whether an element stays. */
export function isKept(name: string): boolean {
  return KEPT_NAMES.indexOf(name) !== -1;
}

/** Whether the text of an element is for reading. */
export function isReadText(name: string): boolean {
  return READ_TEXTS.indexOf(name) !== -1;
}

/** Whether an element is a property or events that lead a player elsewhere. */
export function isLeadingAway(name: string, scheme: string, value: string): boolean {
  return PROPERTIES.indexOf(name) !== -1 && (LEADS_AWAY.test(scheme) || looksLikeAddress(value));
}

/** Names of the elements that say where segments are. */
export function segmentInformation(): readonly string[] {
  return SEGMENT_INFORMATION;
}

/** Whether a text could be fetched. */
export function looksLikeAddress(text: string): boolean {
  return LOOKS_LIKE_ADDRESS.test(text);
}

/** Whether an attribute stays as it is; a link to another document does not. */
export function isPlainAttribute(name: string, value: string): boolean {
  if (/(?:^|:)href$|^xlink:|schemaLocation$/i.test(name)) return false;
  return NO_ADDRESS.test(name) || !looksLikeAddress(value);
}
