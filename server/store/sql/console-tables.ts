import type { Generated } from 'kysely';

/** 0 or 1, see `Flag` of `database.ts`. */
type Flag = 0 | 1;

interface OperatorsTable {
  id: string;
  name: string;
  name_folded: string;
  password_hash: string;
  role: string;
  is_active: Flag;
  created_at_ms: number;
}

interface ConsoleSessionsTable {
  hash: string;
  operator_id: string;
  created_at_ms: number;
  expires_at_ms: number;
}

interface AuditTable {
  sequence: Generated<number>;
  at_ms: number;
  operator_id: string;
  operator_name: string;
  action: string;
  subject: string;
  detail: string;
}

interface SettingsTable {
  key: string;
  value: string;
}

/** Edits of the catalogue with what the source itself says. */
interface CatalogEditsTable {
  item_id: number;
  source_id: string;
  kind: string;
  name: string;
  number: number;
  picture: string;
  plot: string;
  is_hidden: Flag;
  own_name: string;
  own_number: number;
  own_picture: string;
  own_plot: string;
}

/** Tables of the operator console. */
export interface ConsoleTables {
  operators: OperatorsTable;
  console_sessions: ConsoleSessionsTable;
  audit: AuditTable;
  settings: SettingsTable;
  catalog_edits: CatalogEditsTable;
}
