/** 0 or 1, see `Flag` of `database.ts`. */
type Flag = 0 | 1;

interface PlansTable {
  id: string;
  name: string;
  price_minor: number;
  currency: string;
  period_count: number;
  period_unit: string;
  trial_days: number;
  grace_days: number;
  max_streams: number;
  max_devices: number;
  stream_policy: string;
  is_sold: Flag;
}

interface OffersTable {
  id: string;
  kind: string;
  item_id: number;
  model: string;
  price_minor: number;
  currency: string;
  start_within_ms: number;
  window_ms: number;
  rights_end_ms: number;
  is_sold: Flag;
  /** JSON of `EventFacts`; empty: no event. */
  event: string;
}

interface AvailabilityTable {
  id: string;
  /** Empty: everything. */
  kind: string;
  item_id: number;
  effect: string;
  /** JSON list of texts. */
  countries: string;
  from_ms: number;
  until_ms: number;
}

interface SubscriptionsTable {
  id: string;
  account_id: string;
  plan_id: string;
  started_at_ms: number;
  trial_until_ms: number;
  paid_until_ms: number;
  grace_ms: number;
  ended_at_ms: number;
}

interface TitleRightsTable {
  id: string;
  account_id: string;
  offer_id: string;
  kind: string;
  item_id: number;
  model: string;
  purchased_at_ms: number;
  start_by_ms: number;
  window_ms: number;
  first_play_at_ms: number;
  expires_at_ms: number;
  rights_end_ms: number;
  revoked_at_ms: number;
}

interface LeasesTable {
  id: string;
  account_id: string;
  player_key: string;
  player_name: string;
  item: string;
  started_at_ms: number;
  beat_at_ms: number;
  expires_at_ms: number;
  /** 0 while it runs. */
  ended_at_ms: number;
  end_reason: string;
  replaced_by: string;
  /** 0: its player does not know yet that it ended. */
  is_told: Flag;
}

/** Tables of plans, offers, what accounts have of them, and what they play. */
export interface RightsTables {
  plans: PlansTable;
  plan_bouquets: { plan_id: string; bouquet_id: string };
  /** `place`: among the bouquets that order the lists, from 1; 0: it does not. */
  bouquets: { id: string; name: string; place: number };
  bouquet_targets: { bouquet_id: string; kind: string; item_id: number; place: number };
  offers: OffersTable;
  availability: AvailabilityTable;
  rights_revision: { id: number; revision: number };
  subscriptions: SubscriptionsTable;
  title_rights: TitleRightsTable;
  leases: LeasesTable;
}
