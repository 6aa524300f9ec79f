/** How a clerk spells a name; each a class that can be left out of a corpus. */
export const SPELLINGS = [
  /** The Cyrillic of the clerk's own language (Uzbek: the alphabet before 1995). */
  'national-cyrillic',
  /** Russian letters only, with Russian habits. */
  'russified',
  /** Present Latin alphabet of Uzbekistan, rarely of Kazakhstan. */
  'national-latin',
  /** ICAO Doc 9303 part 3, as passports since about 2013: IU, IA, KH. */
  'icao',
  /** The habit of older passports: YU, YA, initial YE. */
  'passport',
  /** Like BGN/PCGN romanisation, without diacritics. */
  'bgn',
  /** French-like, of Soviet and older Tajik passports: dj, tch, ou. */
  'french',
  /** Whatever comes to the clerk's mind. */
  'ad-hoc',
  /** Cyrillic read back from a passport's Latin: Otkir becomes Откир. */
  'read-back',
] as const;
export type Spelling = (typeof SPELLINGS)[number];
