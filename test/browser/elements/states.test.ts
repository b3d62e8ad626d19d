import {
  attendanceStates,
  certificateStates,
  commonStates,
  programmeStates,
  rosterStates,
  surveyStates,
  verifyStates,
} from '@paraph/elements';
import '@paraph/elements/define.js';
import { expect } from 'chai';
import { showStateModule, statesModule } from './gallery.js';

const { nameOf, showState } = await showStateModule();
const { gallery } = await statesModule();

const connected = (own: readonly string[]) => [...commonStates, ...own];
const states: Readonly<Record<string, readonly string[]>> = {
  'paraph-attendance': connected(attendanceStates),
  'paraph-survey': connected(surveyStates),
  'paraph-roster': connected(rosterStates),
  'paraph-programme': connected(programmeStates),
  'paraph-certificate': connected(certificateStates),
  'paraph-verify': verifyStates,
};

describe('the gallery', () => {
  for (const [element, names] of Object.entries(states)) {
    it(`shows every state of <${element}>, and no other`, () => {
      const shown = new Set(gallery.filter((one) => one.element === element).map(({ state }) => state));
      expect([...shown].sort()).to.deep.equal([...names].sort());
    });
  }

  it('names each picture once', () => {
    const names = gallery.map(nameOf);
    expect(new Set(names).size).to.equal(names.length);
  });
});

describe('a state', () => {
  const root = document.createElement('main');
  before(() => document.body.append(root));
  after(() => root.remove());

  for (const shown of gallery) {
    it(`is reached: ${nameOf(shown)}`, async () => {
      const { element } = await showState(shown, root);
      await element.updateComplete;
      expect(element.renderRoot.textContent?.trim(), 'says something').to.not.equal('');
      const styled = [...element.renderRoot.querySelectorAll('[style]')].filter((one) => one.localName !== 'canvas');
      expect(styled, 'inline styles, which a strict policy forbids').to.deep.equal([]);
      if (shown.element !== 'paraph-pad')
        expect(element.matches(`:state(${shown.state})`), 'is a custom state').to.equal(true);
    });
  }
});
