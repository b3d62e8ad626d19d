import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '@paraph/server';
import { storageContract } from './storage-contract.js';

storageContract({ name: 'SQLite', place: () => mkdtemp(join(tmpdir(), 'paraph-storage-')), open: openSqlite });
