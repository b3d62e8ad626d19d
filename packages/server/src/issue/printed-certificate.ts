import type { Certificate, PrintedCertificate, Programme } from '@paraph/core/model';
import { localeOf, plainSpaces } from '../plan/locale.js';

type Content = Pick<Certificate, 'holder' | 'period' | 'hours' | 'halfDays'>;

export interface CertificatePrint extends Content {
  readonly programme: Programme;
  /** Milliseconds since 1970. */
  readonly issued: number;
}

interface Words {
  readonly heading: string;
  readonly registration: string;
  readonly statement: (provider: string) => string;
  readonly period: (from: string, until: string) => string;
  readonly hours: (certified: string, halfDays: number, planned: string) => string;
  readonly rule: string;
  readonly date: (day: string) => string;
}

// Never headed "certificat de réalisation": that is an official form, which a legal representative signs (compliance, 6).
const words: Readonly<Record<string, Words>> = {
  en: {
    heading: 'Attestation of attendance',
    registration: 'Registered as a training provider under number',
    statement: (provider) => `${provider} attests that the half-days of this course were signed for as stated below.`,
    period: (from, until) => (from === until ? `On ${from}` : `From ${from} to ${until}`),
    hours: (certified, halfDays, planned) =>
      `${certified} attended, in ${halfDays} ${halfDays === 1 ? 'half-day' : 'half-days'} signed, of ${planned} planned`,
    rule: 'Counted: the minutes of each half-day that the learner signed on time.',
    date: (day) => `Issued on ${day}`,
  },
  fr: {
    heading: 'Attestation de présence',
    registration: 'Déclaration d’activité enregistrée sous le numéro',
    statement: (provider) =>
      `${provider} atteste que les demi-journées de cette formation ont été émargées comme indiqué ci-dessous.`,
    period: (from, until) => (from === until ? `Le ${from}` : `Du ${from} au ${until}`),
    hours: (certified, halfDays, planned) =>
      `${certified} suivies, en ${halfDays} ${halfDays > 1 ? 'demi-journées émargées' : 'demi-journée émargée'}, sur ${planned} prévues`,
    rule: 'Décompte : les minutes de chaque demi-journée émargée à temps par l’apprenant.',
    date: (day) => `Délivrée le ${day}`,
  },
};

/** Every line that the certificate prints, in each language of the programme that there are words for. */
export function printedCertificate(print: CertificatePrint): Record<string, PrintedCertificate> {
  const languages = print.programme.languages.filter((language) => words[language.split('-')[0] ?? '']);
  return Object.fromEntries(
    (languages.length > 0 ? languages : ['en']).map((language) => [language, inLanguage(print, language)]),
  );
}

function inLanguage(
  { programme, holder, period, hours, halfDays, issued }: CertificatePrint,
  language: string,
): PrintedCertificate {
  const say = words[language.split('-')[0] ?? ''] ?? (words.en as Words);
  const { name, registration } = programme.provider;
  const date = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' });
  const day = (text: string) => plainSpaces(date.format(Date.parse(`${text}T00:00:00Z`)));
  const duration = (minutes: number) => hoursText(minutes, language);
  return {
    heading: say.heading,
    provider: name,
    ...(registration === undefined ? {} : { registration: `${say.registration} ${registration}` }),
    holder: holder.name,
    statement: say.statement(name),
    programme: programme.title[language] ?? Object.values(programme.title)[0] ?? '',
    period: say.period(day(period.from), day(period.until)),
    hours: say.hours(duration(hours.certifiedMin), halfDays, duration(hours.plannedMin)),
    rule: say.rule,
    date: say.date(plainSpaces(date.format(issued))),
  };
}

/** Minutes as hours with hundredths, as funders read them: `7.00 hours`, `7,00 heures`. */
function hoursText(minutes: number, language: string): string {
  const hundredths = new Intl.NumberFormat(localeOf(language), {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(minutes / 60);
  return plainSpaces(`${hundredths} ${language.startsWith('fr') ? 'heures' : 'hours'}`);
}
