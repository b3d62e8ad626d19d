import { ParaphError } from '@paraph/core/errors';
import type { TokenScope } from '@paraph/core/signing';

/** What someone asks for, as far as scopes know it. */
export interface Reached {
  readonly programme?: string | undefined;
  readonly session?: string | undefined;
  readonly enrolment?: string | undefined;
}

/**
 * Holds what is asked for against the token's scope.
 *
 * @throws A {@link ParaphError} `scope`
 */
export function checkScope(scope: TokenScope, reached: Reached): void {
  for (const name of ['programme', 'session', 'enrolment'] as const)
    if (scope[name] !== undefined && scope[name] !== reached[name])
      throw new ParaphError('scope', `The token reaches only one ${name}, and not this.`);
}
