import {
  AGE_BAND,
  COUNTRY_GROUP,
  EXPLOITATION_ROLLUP,
  HOME_OR_ABROAD,
  MAJORITY,
  OWN_OR_FOREIGN,
  WITHHELD,
  type Profile,
} from '#contracts';
import { rungAt, type Level } from './ladder.js';

type Attribute = keyof Profile;

/**
 * The attributes of a profile that do not have the form of the rung it claims, for example an age band at rung 3. The
 * regional side checks with it again what the country should have withheld.
 */
export function attributesOffLevel(profile: Profile, level: Level): Attribute[] {
  const rung = rungAt(level);
  const forms: Record<Attribute, boolean> = {
    sex: fits(rung.sex, profile.sex, () => true),
    age: fits(rung.age, profile.age, (form, age) => within(form === 'BAND' ? AGE_BAND : MAJORITY, age)),
    citizenship: fits(rung.citizenship, profile.citizenship, (form, value) =>
      form === 'GROUP' ? value === 'OWN' || within(COUNTRY_GROUP, value) : within(OWN_OR_FOREIGN, value),
    ),
    countryofexploitation: fits(rung.countryofexploitation, profile.countryofexploitation, (form, value) =>
      within(form === 'GROUP' ? COUNTRY_GROUP : HOME_OR_ABROAD, value),
    ),
    exploitation: fits(rung.exploitation, profile.exploitation, (form, value) =>
      form === 'FINE' ? isSortedList(value) : within(EXPLOITATION_ROLLUP, value),
    ),
    registered: profile.registered.includes('Q') === (rung.registered === 'QUARTER'),
  };
  return (Object.keys(forms) as Attribute[]).filter((attribute) => !forms[attribute]);
}

function fits<F, V>(form: F | undefined, value: V, shown: (form: F, value: V) => boolean): boolean {
  if (form === undefined) return value === WITHHELD;
  return value !== WITHHELD && shown(form, value);
}

function within(list: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && list.includes(value);
}

/** An unsorted list would make one tuple look like two. */
function isSortedList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item, i) => i === 0 || String(value[i - 1]) < String(item));
}
