/** 0 or 1, see `Flag` of `database.ts`. */
type Flag = 0 | 1;

interface AdCampaignsTable {
  id: string;
  name: string;
  is_active: Flag;
  from_ms: number;
  until_ms: number;
  priority: number;
  weight: number;
  per_hour: number;
  per_day: number;
  max_impressions: number;
  skip_after_ms: number;
  offer_url: string;
  tag_url: string;
  /** JSON of `AdTargeting`. */
  targeting: string;
  /** JSON list of `AdCreative`. */
  creatives: string;
}

interface AdSessionsTable {
  id: string;
  device_key: string;
  kind: string;
  country: string;
  /** JSON lists of texts. */
  genres: string;
  plan_ids: string;
  forms: string;
  expires_at_ms: number;
}

interface AdViewsTable {
  id: string;
  session_id: string;
  break_id: string;
  position: number;
  campaign_id: string;
  creative: number;
  device_key: string;
  issued_at_ms: number;
  seen_at_ms: number;
}

interface AdEventsTable {
  view_id: string;
  event: string;
  at_ms: number;
}

interface AdSumsTable {
  campaign_id: string;
  day: number;
  event: string;
  count: number;
}

/** Tables of advertising. */
export interface AdsTables {
  ad_campaigns: AdCampaignsTable;
  ad_sessions: AdSessionsTable;
  ad_views: AdViewsTable;
  ad_events: AdEventsTable;
  ad_sums: AdSumsTable;
}
