import { openSqliteStore } from '#server/store';
import { storeContract } from './index';

storeContract({ name: 'sqlite', openEmpty: () => openSqliteStore(':memory:', 0) });
