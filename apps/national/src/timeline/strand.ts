/**
 * One kind of step: a SELECT of `at`, `source`, `what`, `key`, `detail`. It reads the relation `asked`, one row that says whose
 * timeline is asked for by whom: `case_ref`, `reader` (the asking organisation), `readable` (organisations whose entries it may
 * read), `case_topic`, `mention_topic`.
 */
export type Strand = string;

/** A number as text in the order of the numbers. */
export const inOrder = (number: string): string => `lpad(${number}::text, 19, '0')`;
