import { COUNTRIES, type CountryCode } from '#contracts';
import { NAMES } from './names.js';
import { SeededRandom } from './random.js';

/** The columns of an agency's file, in the order of its header. */
export const RECORD_COLUMNS =
  'record_id,registered_on,agency,given_name,patronymic,surname,aliases,sex,birth_date,birth_place,birth_admin1,citizenship,document_no,national_id,phone,handle,address,detection_channel,detecting_org_type,trafficking_status,decision_org,decided_on,acts,means,exploitation_types,sex_exploitation_types,labour_sector,country_of_exploitation,region_of_exploitation,recruitment_country,transit_countries,control_methods,recruitment_method,recruiter_relation,exploitation_duration_months,migration_status,minor_at_exploitation,has_dependants,consents,reflection_started_on,notes'.split(
    ',',
  );

/** One row by column name; absent means empty. */
export type RecordRow = Record<string, string>;

const CITIZENS_ABROAD = 0.35;
const ALSO_KNOWN_ELSEWHERE = 0.1;
const AGENCIES = ['MVD', 'NGO', 'HOT', 'LAB', 'MIG'] as const;
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Records of fictitious persons for each country, `count` a country. The same seed gives the same set. */
export function generateRecords(seed: number, count: number): Record<CountryCode, RecordRow[]> {
  const random = new SeededRandom(seed);
  const sets: Record<CountryCode, RecordRow[]> = { KZ: [], KG: [], TJ: [], UZ: [] };
  for (const country of COUNTRIES) {
    for (let i = 0; i < count; i++) {
      const row = record(random, country);
      sets[country].push(row);
      if (random.chance(ALSO_KNOWN_ELSEWHERE)) {
        const other = random.pick(COUNTRIES.filter((c) => c !== country));
        sets[other].push(seenFrom(random, other, row));
      }
    }
  }
  return sets;
}

/** The same person as another country's agency enters them some weeks later. */
function seenFrom(random: SeededRandom, country: CountryCode, row: RecordRow): RecordRow {
  return { ...row, ...entry(random, country), notes: '' };
}

function record(random: SeededRandom, country: CountryCode): RecordRow {
  const citizenship = random.chance(CITIZENS_ABROAD) ? random.pick(COUNTRIES) : country;
  const sexual = random.chance(0.35);
  return {
    ...entry(random, country),
    ...person(random, citizenship, sexual ? 'FEMALE' : random.pick(['FEMALE', 'MALE'])),
    citizenship,
    acts: 'RECRUITMENT|TRANSPORTATION',
    means: 'DECEPTION',
    exploitation_types: sexual ? 'SexualExploitation' : 'ForcedLabour',
    labour_sector: sexual ? '' : random.pick(['F_Construction', 'A_AgricultureForestryAndFishing', 'C_Manufacturing']),
    country_of_exploitation: random.pick(['KZ', 'RU', country]),
    recruitment_country: citizenship,
    control_methods: 'WithholdsDocuments|TakesEarnings',
    consents: consents(random),
  };
}

function entry(random: SeededRandom, country: CountryCode): RecordRow {
  const registered = day(random, 2021, 2023);
  const decided = random.chance(0.7);
  const kind = random.pick(AGENCIES);
  return {
    record_id: `${country}-${Array.from({ length: 8 }, () => ALPHABET[random.integer(0, 31)]).join('')}`,
    registered_on: registered,
    agency: `${country}-${kind}-0${random.integer(1, 4)}`,
    detection_channel: kind === 'HOT' ? 'HOTLINE_CALL' : 'INFORMATION_RECEIVED',
    detecting_org_type: kind === 'NGO' ? 'NGO' : 'LawEnforcement',
    trafficking_status: decided
      ? random.pick(['ActualVictimOfTrafficking', 'ActualVictimOfTrafficking', 'NotAVictimOfTrafficking'])
      : 'PossibleVictimOfTrafficking',
    decision_org: decided ? random.pick(['Police', 'NGO', 'CourtOrProsecution']) : '',
    decided_on: decided ? registered : '',
  };
}

function person(random: SeededRandom, country: CountryCode, sex: string): RecordRow {
  const names = NAMES[country];
  const female = sex === 'FEMALE';
  const given = random.pick(female ? names.female : names.male);
  const surname = random.pick(names.surnames)[female ? 0 : 1];
  const phone = `+7${random.digits(10)}`;
  return {
    given_name: given,
    surname,
    patronymic: random.chance(0.8) ? `${random.pick(names.fathers)}${female ? 'овна' : 'ович'}` : '',
    sex,
    birth_date: day(random, 1965, 2008),
    birth_place: random.pick(names.towns),
    document_no: random.chance(0.55) ? `${random.pick(['AA', 'AB', 'AC', 'N'])}${random.digits(8)}` : '',
    national_id: random.chance(0.4) ? random.digits(13) : '',
    phone: random.chance(0.35) ? phone : '',
    notes: random.chance(0.5) ? `${surname} ${given}, тел. ${phone}` : '',
  };
}

function consents(random: SeededRandom): string {
  const given: [string, number][] = [
    ['DOMESTIC_REFERRAL', 0.8],
    ['CROSS_BORDER_REFERRAL', 0.6],
    ['CROSS_BORDER_MATCH', 0.6],
    ['ANONYMISED_STATISTICS', 0.75],
  ];
  return given.flatMap(([purpose, share]) => (random.chance(share) ? [purpose] : [])).join('|');
}

function day(random: SeededRandom, from: number, to: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${random.integer(from, to)}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`;
}

/** Rows as an agency's file: RFC 4180, CRLF. */
export function toCsv(rows: readonly RecordRow[]): string {
  const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const line = (row: RecordRow) => RECORD_COLUMNS.map((column) => quoted(row[column] ?? '')).join(',');
  return [RECORD_COLUMNS.join(','), ...rows.map(line)].join('\r\n') + '\r\n';
}
