import type { GalleryState, Stage } from './show-state.js';

const element = 'paraph-survey';

async function answer(stage: Stage, selectors: readonly string[]): Promise<void> {
  await stage.until('question');
  for (const selector of selectors) {
    if (selector !== '') await stage.click(selector);
    await stage.click('[type=submit]');
    await stage.element.updateComplete;
  }
}

const answers = [
  '[type=radio][value="4"]',
  '[type=radio][value="right"]',
  '[type=checkbox][value="phishing"]',
  '[type=radio][value="9"]',
  '',
];
const toReview = async (stage: Stage) => {
  await answer(stage, answers);
  await stage.until('review');
};
const toQuestion = (number: number) => (stage: Stage) => answer(stage, answers.slice(0, number - 1));

/** Every state of `<paraph-survey>`. */
export const surveyGallery: readonly GalleryState[] = [
  {
    element,
    state: 'empty',
    server: (server) => {
      server.changeAgenda = (agenda) => ({ ...agenda, campaigns: [] });
    },
  },
  {
    element,
    state: 'before',
    server: (server) => {
      server.changeAgenda = (agenda) => ({
        ...agenda,
        campaigns: agenda.campaigns.map((card) => ({
          ...card,
          campaign: { ...card.campaign, statement: { ...card.campaign.statement, opens: '2026-11-27T16:00:00.000Z' } },
          state: 'before',
        })),
      });
    },
  },
  { element, state: 'question', variant: '1-rating' },
  {
    element,
    state: 'question',
    variant: '1-rating-answered',
    act: async (stage) => {
      await stage.until('question');
      await stage.click(answers[0] as string);
    },
  },
  { element, state: 'question', variant: '2-single', act: toQuestion(2) },
  { element, state: 'question', variant: '3-multiple', act: toQuestion(3) },
  { element, state: 'question', variant: '4-scale', act: toQuestion(4) },
  { element, state: 'question', variant: '5-text', act: toQuestion(5) },
  {
    element,
    state: 'question',
    variant: 'resumed',
    act: async (stage) => {
      await toQuestion(3)(stage);
      await stage.element.reload();
    },
  },
  { element, state: 'invalid', act: async (stage) => answer(stage, ['']) },
  { element, state: 'page', attributes: { layout: 'page' } },
  {
    element,
    state: 'invalid',
    variant: 'page',
    attributes: { layout: 'page' },
    act: async (stage) => {
      await stage.until('page');
      await stage.click('[type=submit]');
    },
  },
  { element, state: 'review', act: toReview },
  {
    element,
    state: 'sending',
    act: async (stage) => {
      await toReview(stage);
      stage.server.network = 'hangs';
      await stage.click('[part=button]');
    },
  },
  {
    element,
    state: 'kept',
    act: async (stage) => {
      await toReview(stage);
      stage.server.refuses = 'unavailable';
      await stage.click('[part=button]');
    },
  },
  {
    element,
    state: 'recorded',
    act: async (stage) => {
      await toReview(stage);
      await stage.click('[part=button]');
    },
  },
  {
    element,
    state: 'answered',
    server: (server) => {
      server.changeAgenda = (agenda) => ({
        ...agenda,
        campaigns: agenda.campaigns.map((card) => ({
          ...card,
          answered: { act: card.campaign.act, received: '2026-11-23T16:12:00.000Z' },
        })),
      });
    },
  },
  {
    element,
    state: 'refused',
    act: async (stage) => {
      await toReview(stage);
      stage.server.refuses = 'relies';
      await stage.click('[part=button]');
    },
  },
  {
    element,
    state: 'after',
    server: (server) => {
      server.changeAgenda = (agenda) => ({
        ...agenda,
        campaigns: agenda.campaigns.map((card) => ({
          ...card,
          campaign: { ...card.campaign, statement: { ...card.campaign.statement, closes: '2026-11-22T16:00:00.000Z' } },
          state: 'after',
        })),
      });
    },
  },
];
