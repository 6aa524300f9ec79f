import type { Profile } from '#contracts';

/** First instant (UTC) of a quarter `2022-Q3` or a year `2022`, RFC 3339: the finest time an envelope may carry. */
export function startOf(quarterOrYear: string): string {
  const [year = '', quarter] = quarterOrYear.split('-Q');
  const month = quarter === undefined ? 1 : (Number(quarter) - 1) * 3 + 1;
  return `${year}-${String(month).padStart(2, '0')}-01T00:00:00Z`;
}

/** The envelope's time of an event that carries this profile. */
export function timeOfProfile(profile: Profile): string {
  return startOf(profile.registered);
}
