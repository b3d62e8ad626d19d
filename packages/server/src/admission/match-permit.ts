import { ParaphError } from '@paraph/core/errors';
import type { AnyStatement } from '@paraph/core/model';
import type { PermitClaims } from '@paraph/core/signing';

/**
 * Holds a statement against the permit that came with it: leave for this act, this person, this device, this time, and no other.
 *
 * @throws A {@link ParaphError} `permit` with the `reason` that doesn't fit
 */
export function matchPermit(statement: AnyStatement, permit: PermitClaims): void {
  const { signer, device, at = '' } = statement;
  if (permit.organisation !== statement.organisation) throw differs('organisation', 'another organisation');
  if (permit.kind !== statement.kind)
    throw differs('kind', `a statement of kind ${permit.kind}, not ${statement.kind}`);
  if (permit.person !== signer?.person || permit.role !== signer?.role)
    throw differs('person', 'another person or role');
  if (permit.jkt !== signer.key) throw differs('device', 'another device');
  if (!sameAbout(permit.about, statement.about)) throw differs('about', 'another half-day, survey or enrolment');
  if (permit.operator !== device?.operator) throw differs('operator', 'another operator of the kiosk');
  if (permit.nonce !== statement.nonce) throw differs('spent', 'another statement');
  if (at < permit.from || at > permit.until)
    throw differs('at', `signing between ${permit.from} and ${permit.until}, not at ${at}`);
}

function differs(
  reason: 'organisation' | 'kind' | 'person' | 'device' | 'about' | 'operator' | 'spent' | 'at',
  what: string,
): ParaphError {
  return new ParaphError('permit', `The permit is for ${what}. Load the page again and sign anew.`, { reason });
}

function sameAbout(left: AnyStatement['about'], right: AnyStatement['about']): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && JSON.stringify(left[name]) === JSON.stringify(right[name]))
  );
}
