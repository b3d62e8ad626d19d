import type { PaperTexts } from './texts.js';

export const fr: PaperTexts = {
  dossier: 'Dossier d’une inscription',
  funder: 'Pour le financeur',
  learner: 'Apprenant',
  programme: 'Formation',
  provider: 'Organisme',
  registration: 'Déclaration d’activité enregistrée sous le numéro',
  made: 'Établi le',
  fingerprint: 'Empreinte de l’organisme',
  history: 'Historique scellé',
  contents: 'Dans ce dossier',
  sheets: 'Feuilles d’émargement',
  hours: 'Heures prévues et émargées',
  certificate: 'Attestation des heures signées',
  requirements: 'Ce que la formation demande',
  howToVerify: 'Comment le vérifier',
  verify:
    'bundle.json contient les enregistrements signés, les clés de l’organisme et les preuves. Les enregistrements se suivent dans un seul historique scellé : une liste à laquelle on ne fait qu’ajouter, si bien qu’un enregistrement modifié après coup se voit. Ouvrez le vérificateur et déposez-y ce fichier ZIP ; aucun réseau n’est nécessaire. Comparez l’empreinte avec celle que l’organisme vous a remise par une autre voie.',
  withheld:
    'Les réponses aux questionnaires sont retenues dans cette variante ; leurs sceaux sont dans bundle.json, si bien que rien ne manque sans se voir.',
  date: 'Date',
  time: 'Horaire',
  zone: 'toutes les heures de cette feuille : fuseau',
  clocksChange: '(changement d’heure)',
  place: 'Lieu',
  trainers: 'Intervenant',
  signature: 'Signature',
  signedAt: 'signé',
  receivedAt: 'reçu',
  late: 'reçu en retard',
  notSigned: 'Non signé',
  typed: 'saisie',
  confirmed: 'confirmée',
  closed: 'Feuille close par',
  notClosed: 'Feuille non close',
  imported: (system, state, text) => `${system} indique : ${state} (« ${text} »). Aucune signature.`,
  marks: { present: 'présent', late: 'en retard', excused: 'excusé', absent: 'absent' },
  session: 'Demi-journée',
  minutes: 'Minutes prévues',
  signedMinutes: 'Minutes comptées',
  planned: 'Prévues par la formation',
  connected: 'Connectées, mesurées',
  credited: 'Créditées par la règle',
  certified: 'Attestées',
  notMeasured: 'non mesurées',
  rule: 'Règle',
  rules: { 'halfDays/1': 'Comptées : les demi-journées signées à temps, en entier.' },
  differs: (planned, halfDays) =>
    `La formation prévoit ${planned} ; les demi-journées ci-dessus totalisent ${halfDays}.`,
  noCertificate: 'Aucune attestation n’a été délivrée.',
  states: {
    met: 'rempli',
    partly: 'en partie',
    missing: 'manquant',
    'not-applicable': 'sans objet',
    'needs-human-review': 'à examiner par une personne',
  },
  reasons: {
    'half-days-signed': (done, asked) =>
      asked === 0
        ? 'aucune demi-journée n’est encore à émarger'
        : `${done} ${done > 1 ? 'demi-journées émargées' : 'demi-journée émargée'} à temps sur ${asked}`,
    'survey-answered': (done, asked) =>
      asked === 0
        ? 'aucun questionnaire n’est encore demandé'
        : `${done} ${done > 1 ? 'questionnaires remplis' : 'questionnaire rempli'} sur ${asked}`,
  },
  beside: {
    late: (n) => `${n} en retard, sans décision`,
    running: (n) => `${n} ${n > 1 ? 'émargées et pas encore terminées' : 'émargée et pas encore terminée'}`,
    changed: (n) => `${n} ${n > 1 ? 'modifiées' : 'modifiée'} après l’émargement`,
  },
  colon: ' : ',
  otherLanguage: 'En français',
};
