import { SeededRandom } from '../../records/random.js';
import { withPatronymicEnding, withSurnameEnding } from '../names/name-endings.js';
import { type PatronymicStyle, type Surname } from '../names/person-name.js';
import { type CorpusPlan } from '../options.js';
import { type Person } from '../person/person.js';
import { type Damage } from '../record.js';
import { penmanship, type Penmanship } from '../spelling/penmanship.js';
import { type Spelling } from '../spelling/spelling.js';
import { type Accidents, type Clerk } from './clerk.js';
import { hypocorism } from './hypocorisms.js';
import { courtesy, split, takesCourtesy } from './name-changes.js';
import { type NameCells } from './name-cells.js';

/** Chance that the clerk copies the spelling of the person's papers, and not what is heard. */
const FROM_PAPERS = 0.65;
const OWN_PATRONYMIC_STYLE = 0.7;
/** A family that drops the Russian ending between two registrations, or has papers of both kinds. */
const DE_RUSSIFIED = 0.04;
const NO_PATRONYMIC_IN_PAPERS = 0.3;

/** A name spelt by a clerk: lower-case cells, and the pen that spelt them. */
export interface SpeltName {
  readonly cells: NameCells;
  readonly pen: Penmanship;
}

/** Spells a person's name as `clerk` does; `surname` is the one that the person bears now. */
export function spellName(
  person: Person,
  surname: Surname,
  clerk: Clerk,
  plan: CorpusPlan,
  accidents: Accidents<Damage>,
  random: SeededRandom,
): SpeltName {
  const { language } = person.name;
  const papers = new SeededRandom(person.papersSeed);
  const spelling = spellingOf(clerk.spelling, language === 'tg', plan, papers, random);
  const pen = penmanship(spelling, clerk.country, language, random.chance(FROM_PAPERS) ? papers : random);
  const written = { stem: surname.stem, style: nowadays(surname, language === 'tg' || language === 'kk', random) };
  // The surname is spelt first: brothers and sisters with papers of one office share its spelling.
  const cells = {
    surname: pen.word(withSurnameEnding(pen.stem(written.stem), written.style, language, person.female, pen.stem)),
    given: given(person, pen, plan, accidents, random),
    patronymic: patronymic(person, clerk, pen, plan, accidents, random),
  };
  return { cells, pen };
}

/** A foreign spelling is mostly the passport's own. */
function spellingOf(
  typed: Spelling,
  tajik: boolean,
  plan: CorpusPlan,
  papers: SeededRandom,
  random: SeededRandom,
): Spelling {
  const passport: Spelling = tajik && papers.chance(0.25) ? 'french' : papers.pick(['icao', 'passport']);
  const foreign = typed === 'icao' || typed === 'passport' || typed === 'french';
  return foreign && random.chance(0.55) && plan.spellings.includes(passport) ? passport : typed;
}

function nowadays(surname: Surname, changes: boolean, random: SeededRandom): Surname['style'] {
  if (!changes || surname.style === 'son-of' || !random.chance(DE_RUSSIFIED)) return surname.style;
  return surname.style === 'ov' ? random.pick(['bare', 'bare', 'zoda']) : 'ov';
}

function given(
  person: Person,
  pen: Penmanship,
  plan: CorpusPlan,
  accidents: Accidents<Damage>,
  random: SeededRandom,
): string {
  const { given: base, language } = person.name;
  const { rates } = plan;
  if (accidents.occurs('hypocorism', rates.hypocorism)) return pen.word(hypocorism(random, base));
  const changed =
    takesCourtesy(language) && accidents.occurs('courtesy-ending', rates.courtesyEnding)
      ? courtesy(random, base, language, person.female)
      : base;
  const apart = random.chance(rates.splitCompound) ? split(random, changed) : changed;
  if (apart !== changed) accidents.happened.push('split-compound');
  return pen.word(
    apart
      .split(' ')
      .map((part) => pen.stem(part))
      .join(' '),
  );
}

function patronymic(
  person: Person,
  clerk: Clerk,
  pen: Penmanship,
  plan: CorpusPlan,
  accidents: Accidents<Damage>,
  random: SeededRandom,
): string {
  const { father, language } = person.name;
  // Some have none in any paper; the rest of the rate is left out by the clerk.
  const never = plan.rates.patronymicMissing * NO_PATRONYMIC_IN_PAPERS;
  const none = father === null || (person.papersSeed % 1000) / 1000 < never;
  const omitted = (plan.rates.patronymicMissing - never) / (1 - never);
  if (none || random.chance(omitted)) {
    accidents.happened.push('patronymic-missing');
    return '';
  }
  const style = random.chance(OWN_PATRONYMIC_STYLE)
    ? person.patronymicStyle
    : clerksStyle(clerk, language === 'tg', random);
  return pen.word(
    withPatronymicEnding(pen.stem(father), language === 'ru' ? 'ovich' : style, language, person.female, pen.stem),
  );
}

function clerksStyle(clerk: Clerk, tajik: boolean, random: SeededRandom): PatronymicStyle {
  const national = clerk.spelling === 'national-cyrillic' || clerk.spelling === 'national-latin';
  if (!national) return 'ovich';
  if (tajik) return random.pick(['bare', 'zoda', 'ovich']);
  return random.chance(0.7) ? 'son-of' : 'bare';
}
