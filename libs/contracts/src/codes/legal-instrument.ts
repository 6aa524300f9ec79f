import type { LegalSubject } from './proceedings.js';

export interface LegalInstrument {
  /** `country:code-year:article[:part]`; `CC-2014` is the criminal code of 2014. */
  readonly code: string;
  readonly country: 'KZ' | 'KG' | 'TJ' | 'UZ' | 'TM';
  readonly subject: LegalSubject;
  /** Days on which the code of laws came into force and ceased, RFC 3339 date. Absent: in force, or not known. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Article of the code that took its place. */
  readonly replacedBy?: string;
  /** False: from general knowledge, to be checked against the official text. */
  readonly verified: boolean;
}

type Row = readonly [article: string, subject: LegalSubject, verified: boolean, replacedBy?: string];
interface CriminalCode {
  readonly country: LegalInstrument['country'];
  readonly year: number;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly articles: readonly Row[];
}

// Old codes stay beside new ones: verdicts of earlier years name them.
const CRIMINAL_CODES: readonly CriminalCode[] = [
  {
    country: 'KZ',
    year: 1997,
    validFrom: '1998-01-01',
    validTo: '2014-12-31',
    articles: [
      ['132-1', 'INVOLVING_MINOR_IN_PROSTITUTION', true, 'KZ:CC-2014:134'],
      ['133', 'TRAFFICKING_IN_MINORS', true, 'KZ:CC-2014:135'],
      ['270', 'INVOLVING_IN_PROSTITUTION', true, 'KZ:CC-2014:308'],
    ],
  },
  {
    country: 'KZ',
    year: 2014,
    validFrom: '2015-01-01',
    articles: [
      ['116', 'ORGAN_REMOVAL', false],
      ['125:3', 'KIDNAPPING_FOR_EXPLOITATION', false],
      ['126:3', 'DEPRIVATION_OF_LIBERTY_FOR_EXPLOITATION', false],
      ['128', 'TRAFFICKING_IN_PERSONS', true],
      ['134', 'INVOLVING_MINOR_IN_PROSTITUTION', false],
      ['135', 'TRAFFICKING_IN_MINORS', true],
      ['308', 'INVOLVING_IN_PROSTITUTION', false],
      ['309', 'BROTHEL_KEEPING_OR_PIMPING', false],
    ],
  },
  {
    country: 'KG',
    year: 1997,
    validFrom: '1998-01-01',
    validTo: '2018-12-31',
    articles: [
      ['124', 'TRAFFICKING_IN_PERSONS', true],
      ['260', 'FORCED_PROSTITUTION', true],
      ['261', 'BROTHEL_KEEPING_OR_PIMPING', true],
    ],
  },
  {
    country: 'KG',
    year: 2019,
    validFrom: '2019-01-01',
    validTo: '2021-11-30',
    articles: [['171', 'TRAFFICKING_IN_PERSONS', false]],
  },
  {
    country: 'KG',
    year: 2021,
    validFrom: '2021-12-01',
    articles: [
      ['159', 'FORCED_PROSTITUTION', true],
      ['166', 'SEX_AND_LABOUR_TRAFFICKING', true],
      ['167', 'TRAFFICKING_IN_MINORS', true],
      ['170', 'SEX_AND_LABOUR_TRAFFICKING', true],
    ],
  },
  {
    country: 'TJ',
    year: 1998,
    validFrom: '1998-09-01',
    articles: [
      ['130.1', 'TRAFFICKING_IN_PERSONS', true],
      ['130.2', 'SLAVE_LABOUR', true],
      ['132', 'RECRUITMENT_BY_FRAUD', true],
      ['167', 'TRAFFICKING_IN_MINORS', true],
      ['241.2', 'MINORS_IN_PORNOGRAPHY', true],
    ],
  },
  {
    country: 'UZ',
    year: 1994,
    validFrom: '1995-04-01',
    articles: [
      ['135', 'TRAFFICKING_IN_PERSONS', true],
      ['148:2', 'FORCED_LABOUR', true],
    ],
  },
  {
    country: 'TM',
    year: 2010,
    validFrom: '2010-07-01',
    articles: [['129.1', 'TRAFFICKING_IN_PERSONS', false]],
  },
];

/** Articles on trafficking and its neighbours, old and new codes. Dates of force are general knowledge. */
export const LEGAL_INSTRUMENTS: readonly LegalInstrument[] = CRIMINAL_CODES.flatMap(
  ({ country, year, validFrom, validTo, articles }) =>
    articles.map(([article, subject, verified, replacedBy]) => ({
      code: `${country}:CC-${year}:${article}`,
      country,
      subject,
      validFrom,
      ...(validTo === undefined ? {} : { validTo }),
      ...(replacedBy === undefined ? {} : { replacedBy }),
      verified,
    })),
);

export function legalInstrument(code: string): LegalInstrument | undefined {
  return LEGAL_INSTRUMENTS.find((instrument) => instrument.code === code);
}
