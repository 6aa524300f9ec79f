const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Events can speak of years from here on (contracts: YearSchema). */
export const FIRST_YEAR = 1990;
/** Nobody alive was born before. */
const FIRST_BIRTH_YEAR = 1900;

/** An existing calendar day `YYYY-MM-DD` from 1990 up to `latest`; agencies of a country are at most a zone ahead of UTC. */
export function isPossibleDay(text: string, latest: string): boolean {
  const match = DAY.exec(text);
  return match !== null && Number(match[1]) >= FIRST_YEAR && exists(match) && text <= latest;
}

/** A birth date of any of the three precisions that is not after `latest`. */
export function isPossibleBirthDate(text: string, latest: string): boolean {
  const match = PARTIAL.exec(text);
  return (
    match !== null && Number(match[1]) >= FIRST_BIRTH_YEAR && exists(match) && text <= latest.slice(0, text.length)
  );
}

/** Tomorrow in UTC, as the last day that can be today somewhere. */
export function latestDay(now: Date): string {
  return new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);
}

function exists([, year, month = '01', day = '01']: RegExpExecArray): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().slice(0, 10) === `${year}-${month}-${day}`;
}
