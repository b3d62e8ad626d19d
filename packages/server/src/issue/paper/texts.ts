/** Everything that the papers of a dossier say, in one language. */
export interface PaperTexts {
  readonly dossier: string;
  readonly funder: string;
  readonly learner: string;
  readonly programme: string;
  readonly provider: string;
  readonly registration: string;
  readonly made: string;
  readonly fingerprint: string;
  readonly ledger: string;
  readonly contents: string;
  readonly sheets: string;
  readonly hours: string;
  readonly certificate: string;
  readonly requirements: string;
  readonly howToVerify: string;
  readonly verify: string;
  readonly withheld: string;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
  readonly place: string;
  readonly trainers: string;
  readonly signature: string;
  readonly signedAt: string;
  readonly receivedAt: string;
  readonly late: string;
  readonly notSigned: string;
  readonly typed: string;
  readonly confirmed: string;
  readonly closed: string;
  readonly notClosed: string;
  readonly imported: string;
  readonly session: string;
  readonly minutes: string;
  readonly signedMinutes: string;
  readonly planned: string;
  readonly connected: string;
  readonly credited: string;
  readonly certified: string;
  readonly notMeasured: string;
  readonly rule: string;
  readonly noCertificate: string;
  readonly states: Readonly<Record<string, string>>;
  /** Why a requirement is met or not, by what was done of what was asked. */
  readonly reasons: Readonly<Record<string, (done: number, asked: number) => string>>;
  /** Between a term and what it stands for. */
  readonly colon: string;
  readonly otherLanguage: string;
}

export const paperTexts: Readonly<Record<'en' | 'fr', PaperTexts>> = {
  en: {
    ...{
      dossier: 'Dossier of an enrolment',
      funder: 'For the funder',
      learner: 'Learner',
      programme: 'Programme',
      provider: 'Provider',
    },
    registration: 'Registered as a training provider under number',
    ...{
      made: 'Made on',
      fingerprint: 'Fingerprint of the organisation',
      ledger: 'Ledger',
      contents: 'In this dossier',
    },
    ...{
      sheets: 'Attendance sheets',
      hours: 'Hours planned and signed',
      certificate: 'Certificate',
      requirements: 'What the programme asks for',
    },
    howToVerify: 'How to verify it',
    verify:
      'bundle.json holds the signed records, the organisation’s keys and the proofs. Open the verifier and drop this ZIP file onto it; no network is needed. Compare the fingerprint with one that you got from the organisation by another way.',
    withheld:
      'Answers to surveys are withheld in this variant; their seals are in the bundle, so that nothing is missing unseen.',
    ...{ date: 'Date', time: 'Time', zone: 'time zone', place: 'Place', trainers: 'Trainer' },
    ...{
      signature: 'Signature',
      signedAt: 'signed',
      receivedAt: 'received',
      late: 'received late',
      notSigned: 'Not signed',
    },
    ...{
      typed: 'typed',
      confirmed: 'confirmed',
      closed: 'Sheet closed by',
      notClosed: 'Sheet not closed',
      imported: 'Access log annexed, kept by',
    },
    ...{ session: 'Half-day', minutes: 'Minutes planned', signedMinutes: 'Minutes signed on time' },
    ...{
      planned: 'Planned by the programme',
      connected: 'Connected, as measured',
      credited: 'Credited by the rule',
      certified: 'Certified',
    },
    ...{ notMeasured: 'not measured', rule: 'Rule', noCertificate: 'No certificate was issued.' },
    states: {
      met: 'met',
      partly: 'partly',
      missing: 'missing',
      'not-applicable': 'not applicable',
      'needs-human-review': 'needs human review',
    },
    reasons: {
      'half-days-signed': (done, asked) => `${done} of ${asked} half-days signed on time`,
      'survey-answered': (done, asked) => `${done} of ${asked} surveys answered`,
    },
    colon: ': ',
    otherLanguage: 'In English',
  },
  fr: {
    ...{
      dossier: 'Dossier d’une inscription',
      funder: 'Pour le financeur',
      learner: 'Apprenant',
      programme: 'Formation',
      provider: 'Organisme',
    },
    registration: 'Déclaration d’activité enregistrée sous le numéro',
    ...{ made: 'Établi le', fingerprint: 'Empreinte de l’organisme', ledger: 'Registre', contents: 'Dans ce dossier' },
    ...{
      sheets: 'Feuilles d’émargement',
      hours: 'Heures prévues et émargées',
      certificate: 'Attestation',
      requirements: 'Ce que la formation demande',
    },
    howToVerify: 'Comment le vérifier',
    verify:
      'bundle.json contient les enregistrements signés, les clés de l’organisme et les preuves. Ouvrez le vérificateur et déposez-y ce fichier ZIP ; aucun réseau n’est nécessaire. Comparez l’empreinte avec celle que l’organisme vous a remise par une autre voie.',
    withheld:
      'Les réponses aux questionnaires sont retenues dans cette variante ; leurs sceaux sont dans le fichier de preuves, si bien que rien ne manque sans se voir.',
    ...{ date: 'Date', time: 'Horaire', zone: 'fuseau', place: 'Lieu', trainers: 'Intervenant' },
    ...{
      signature: 'Signature',
      signedAt: 'signé',
      receivedAt: 'reçu',
      late: 'reçu en retard',
      notSigned: 'Non signé',
    },
    ...{
      typed: 'saisie',
      confirmed: 'confirmée',
      closed: 'Feuille close par',
      notClosed: 'Feuille non close',
      imported: 'Relevé de connexion annexé, tenu par',
    },
    ...{ session: 'Demi-journée', minutes: 'Minutes prévues', signedMinutes: 'Minutes émargées à temps' },
    ...{
      planned: 'Prévues par la formation',
      connected: 'Connectées, mesurées',
      credited: 'Créditées par la règle',
      certified: 'Attestées',
    },
    ...{ notMeasured: 'non mesurées', rule: 'Règle', noCertificate: 'Aucune attestation n’a été délivrée.' },
    states: {
      met: 'rempli',
      partly: 'en partie',
      missing: 'manquant',
      'not-applicable': 'sans objet',
      'needs-human-review': 'à examiner par une personne',
    },
    reasons: {
      'half-days-signed': (done, asked) => `${done} demi-journées émargées à temps sur ${asked}`,
      'survey-answered': (done, asked) => `${done} questionnaires remplis sur ${asked}`,
    },
    colon: ' : ',
    otherLanguage: 'En français',
  },
};
