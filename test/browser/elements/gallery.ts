/** The gallery's modules: compiled beside the elements, published by no package, served by the runner under the repository's root. */
type ShowState = typeof import('../../../packages/elements/gallery/show-state.js');
type States = typeof import('../../../packages/elements/gallery/states.js');
type Fixture = typeof import('../../../packages/elements/gallery/fixture-server.js');
type Cast = typeof import('../../../packages/elements/gallery/cast.js');
type Drawn = typeof import('../../../packages/elements/gallery/drawn-names.js');

const folder = '/packages/elements/gallery/dist';
const load = async <M>(name: string): Promise<M> => (await import(`${folder}/${name}.js`)) as M;

export const showStateModule = () => load<ShowState>('show-state');
export const statesModule = () => load<States>('states');
export const fixtureModule = () => load<Fixture>('fixture-server');
export const castModule = () => load<Cast>('cast');
export const drawnNamesModule = () => load<Drawn>('drawn-names');
