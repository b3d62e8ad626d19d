import { reachesEachState } from './each-state.js';

reachesEachState('paraph-verify');
