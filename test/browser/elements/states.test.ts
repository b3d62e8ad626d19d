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

const { nameOf } = await showStateModule();
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
