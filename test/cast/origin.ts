/** The origin of the organisation's ledger, generation 1. */
export const log = 'school.example/paraph/1';
