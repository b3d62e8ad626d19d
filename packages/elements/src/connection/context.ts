import { createContext } from '@lit/context';
import type { Connection } from './connection.js';

/** By which elements find the connection of the `<paraph-provider>` around them. */
export const connectionContext = createContext<Connection | undefined>(Symbol.for('paraph-connection'));
