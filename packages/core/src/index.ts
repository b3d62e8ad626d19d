/**
 * What is true: statements, signatures, ledger, evidence, bundles, and what client and server agree on.
 * Everything of the floors, each of which has an entry of its own (`@paraph/core/signing` …).
 *
 * @example
 * ```ts
 * import { createDeviceKey, defaultPorts, makeAct, newIdentifier, newNonce, openRecord, verifyPerson, writeAct } from '@paraph/core';
 * const ports = defaultPorts();
 * const device = await createDeviceKey();
 * const signer = { role: 'learner', person: newIdentifier(ports.random), key: device.key };
 * const statement = { kind: 'request', version: 1, organisation: device.key, nonce: newNonce(ports.random), about: {}, signer } as const;
 * const act = await makeAct(statement, { signer: device, hash: ports.hash });
 * const record = openRecord(writeAct(act), ports.hash);
 * console.log(record.act === act.act, await verifyPerson(record, ports)); // true true
 * ```
 *
 * @module
 */
export * from './bundle.js';
export * from './errors.js';
export * from './evidence.js';
export * from './ledger.js';
export * from './model.js';
export * from './signing.js';
export * from './wire.js';
