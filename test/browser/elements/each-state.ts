import '@paraph/elements/define.js';
import { expect } from 'chai';
import { showStateModule, statesModule } from './gallery.js';

const { nameOf, showState } = await showStateModule();
const { gallery } = await statesModule();

/** Leads an element to each of its states in the gallery: a file an element, so that none takes too long. */
export function reachesEachState(element: string): void {
  describe(`<${element}>`, function () {
    // Two pages at once, one of them in the background, where timers run once a second.
    this.timeout(30_000);
    const root = document.createElement('main');
    before(() => document.body.append(root));
    after(() => root.remove());

    for (const shown of gallery.filter((one) => one.element === element)) {
      it(`reaches ${nameOf(shown)}`, async () => {
        const { element: reached } = await showState(shown, root);
        await reached.updateComplete;
        expect(reached.renderRoot.textContent?.trim(), 'says something').to.not.equal('');
        const styled = [...reached.renderRoot.querySelectorAll('[style]')].filter((one) => one.localName !== 'canvas');
        expect(styled, 'inline styles, which a strict policy forbids').to.deep.equal([]);
        if (element !== 'paraph-pad')
          expect(reached.matches(`:state(${shown.state})`), 'is a custom state').to.equal(true);
      });
    }
  });
}
