/**
 * The rest of the class, by rule: the same names at every start. Fictional, as Moodle's three are. Long ones, apostrophes,
 * particles and letters beyond ASCII are there on purpose: a page has to bear them.
 */

const given = [
  'Camille',
  'Karim',
  'Zoë',
  'Jean-Baptiste',
  'Maëlle',
  'Łukasz',
  'Anne-Sophie',
  'Ousmane',
  'Inês',
  'Björn',
  'Ingrid',
  'Emmanuel',
  'Eleni',
  'Bérengère',
  'Emre',
  'Liesbeth',
  'Thi Hương',
  'Alejandro',
  'Yannick',
  'Petra',
];
const family = [
  'Martin',
  'Benali',
  'O’Connor',
  'de La Tour d’Auvergne',
  'Le Gall',
  'Wiśniewski',
  'd’Ornano',
  'Diallo',
  'Gonçalves Ferreira',
  'Þórsson',
  'Müller-Schönenberger',
  'N’Guessan',
  'Papadopoulou',
  'Roy',
  'Çelik',
  'Van den Broeck',
  'Nguyễn',
  'García-Íñiguez',
  'L’Hostis',
  'Novák',
  'Rakotomalala',
  'Dell’Aquila',
  'Åkesson',
  'Saint-Exupéry',
  'Haddad',
  'Kowalczyk',
  'Bui',
  'Fernández de Córdoba',
  'Œuvrard',
];

/**
 * @param {number} size how many to name
 * @param {number} firstId the number of the first of them
 * @returns {{ id: string, name: string }[]}
 */
export function nameClass(size, firstId) {
  return Array.from({ length: size }, (_, at) => ({
    id: String(firstId + at),
    name: `${given[at % given.length]} ${family[at % family.length]}`,
  }));
}
