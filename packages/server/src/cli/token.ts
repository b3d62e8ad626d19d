import { ParaphError } from '@paraph/core/errors';
import { mintToken, type TokenRole } from '@paraph/core/signing';
import { type Command, dataFolder, dataOption, textOf } from './command.js';
import { readConsole } from './console-key.js';
import { chooseOrganisation, settingsOf } from './settings.js';

/** Mints a token with the command line's own key. */
export const token: Command = {
  name: 'token',
  usage: 'SUBJECT',
  summary: 'mint a token for one person, to try something or to send a request by hand',
  options: {
    data: dataOption,
    organisation: { type: 'string', about: 'slug of the organisation (default the first)' },
    role: { type: 'string', about: 'learner, trainer or manager (default learner)' },
    minutes: { type: 'string', about: 'how long it lives, at most 60 (default 10)' },
    url: { type: 'string', about: 'address of the server (default the one in paraph.json)' },
  },
  run: async (given, { say }) => {
    const [subject] = given.positionals;
    if (subject === undefined)
      throw new ParaphError('misuse', 'For whom? paraph token SUBJECT, the site’s own id of the person.');
    const folder = dataFolder(given);
    const settings = settingsOf(folder);
    const { slug } = chooseOrganisation(settings.organisations, textOf(given, 'organisation'));
    const role = (textOf(given, 'role') ?? 'learner') as TokenRole;
    const minutes = Number(textOf(given, 'minutes') ?? 10);
    if (!(minutes > 0 && minutes <= 60)) throw new ParaphError('misuse', '--minutes is a number up to 60.');
    const audience = `${textOf(given, 'url') ?? settings.url}/o/${slug}/`;
    say(
      await mintToken(
        { subject, role },
        { key: readConsole(folder, slug), audience, now: Date.now(), seconds: Math.round(minutes * 60) },
      ),
    );
    return 0;
  },
};
