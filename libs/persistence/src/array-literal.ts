/**
 * PostgreSQL's text form of an array of numbers (decimal texts of 64-bit ones) or truth values, as a parameter. The driver
 * would make the same of an array, but escapes each element, which costs more than all the rest for arrays of thousands.
 */
export function arrayLiteral(values: readonly (number | boolean | `${bigint}`)[]): string {
  return `{${values.join()}}`;
}
