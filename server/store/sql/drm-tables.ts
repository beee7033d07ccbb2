interface DrmTitlesTable {
  kind: string;
  item_id: number;
  /** Names of systems divided by commas. */
  systems: string;
}

interface DrmKeysTable {
  kind: string;
  item_id: number;
  key_id: string;
  sealed_key: string;
}

/** Tables of protected rows. */
export interface DrmTables {
  drm_titles: DrmTitlesTable;
  drm_keys: DrmKeysTable;
}
