/**
 * The fixed cast of all tests: people, keys, a clock, one valid statement of each kind, and a small ledger that seals them.
 *
 * - `people`, `keys`, `organisation`, `now`, `ports()`: who there is. Only ES256 signatures differ from run to run.
 * - `statements.session({ minutes: 180 })`: one statement of a kind, valid under its schema, with these members instead.
 * - `worded(statement, plan)`: the same with the words that this plan gives; `relied(...)`: the plan by act, as `buildWords` takes it.
 * - `named('room 2')`, `nonceOf('second learner')`: a lasting identifier, a nonce, the same for the same words.
 * - `actOf(statement)`, `signed(statement)`: its name, and the act, signed by the key that it names.
 * - `sealed()`: a ledger with one record of each kind; `new SmallLedger()`: an empty one, to seal into.
 *
 * A test takes one of these and changes one thing.
 */
export { log } from './cast/origin.js';
export { keys, named, nonceOf, now, organisation, people, ports, privateJwks, seededRandom } from './cast/people.js';
export { SmallLedger, sealed, signed } from './cast/small-ledger.js';
export { actOf, relied, statements, story, worded } from './cast/statements.js';
