import { type SeededRandom } from '../../records/random.js';
import { withSurnameEnding } from '../names/name-endings.js';
import { type Surname } from '../names/person-name.js';
import { type CorpusPlan } from '../options.js';
import { type Person } from '../person/person.js';
import { penmanship } from '../spelling/penmanship.js';
import { type Spelling } from '../spelling/spelling.js';
import { type Clerk } from './clerk.js';
import { hypocorism, MALE_NICKNAMES, NICKNAMES } from './hypocorisms.js';
import { titleCase } from './letter-case.js';

/** The aliases of one record: the maiden name of some who married, and for some another name. */
export function aliasesOf(
  person: Person,
  surname: Surname,
  clerk: Clerk,
  plan: CorpusPlan,
  random: SeededRandom,
): string[] {
  const aliases: string[] = [];
  const married = surname !== person.name.surname;
  if (married && random.chance(plan.rates.maidenAlias)) aliases.push(maidenName(person, clerk, random));
  if (random.chance(plan.rates.aliases)) aliases.push(alias(person, clerk, plan, random));
  return aliases;
}

function maidenName(person: Person, clerk: Clerk, random: SeededRandom): string {
  const full = random.chance(0.25);
  return written(person, clerk.spelling, clerk, random, full);
}

function alias(person: Person, clerk: Clerk, plan: CorpusPlan, random: SeededRandom): string {
  const kind = random.next();
  if (kind < 0.45) return inHand(hypocorism(random, person.name.given), clerk, random);
  if (kind < 0.65) return inHand(random.pick(person.female ? NICKNAMES : MALE_NICKNAMES), clerk, random);
  const others = plan.spellings.filter((spelling) => spelling !== clerk.spelling);
  return written(person, others.length === 0 ? clerk.spelling : random.pick(others), clerk, random, true);
}

/** Surname, or surname and given name, in a spelling. */
function written(person: Person, spelling: Spelling, clerk: Clerk, random: SeededRandom, full: boolean): string {
  const { language, surname, given } = person.name;
  const pen = penmanship(spelling, clerk.country, language, random);
  const family = pen.word(withSurnameEnding(pen.stem(surname.stem), surname.style, language, person.female, pen.stem));
  return titleCase((full ? `${family} ${pen.word(pen.stem(given))}` : family).replaceAll("'", clerk.apostrophe));
}

function inHand(russian: string, clerk: Clerk, random: SeededRandom): string {
  const pen = penmanship(clerk.spelling, clerk.country, 'ru', random);
  return titleCase(pen.word(russian).replaceAll("'", clerk.apostrophe));
}
