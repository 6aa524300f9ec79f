import { ADMIN1 } from '../admin1.js';
import { COUNTRY_GROUP, HOME_OR_ABROAD, OWN_OR_FOREIGN } from '../facts.js';
import { LANGUAGE } from '../person.js';
import { withUnknown } from './code-list.js';

export const PLACE_LISTS = {
  COUNTRY_GROUP: withUnknown(COUNTRY_GROUP, 'ISO 3166-1, groups of Kerege', 'Country of citizenship or exploitation.'),
  OWN_OR_FOREIGN: withUnknown(OWN_OR_FOREIGN, 'Kerege', 'Own or foreign citizen.'),
  HOME_OR_ABROAD: withUnknown(HOME_OR_ABROAD, 'Kerege', 'Exploited at home or abroad.'),
  ADMIN1: withUnknown(ADMIN1, 'ISO 3166-2', 'First-level unit of a country.'),
  LANGUAGE: withUnknown(LANGUAGE, 'ISO 639-1', 'Language of contact.'),
} as const;
