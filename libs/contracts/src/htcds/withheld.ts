/**
 * Column of a file in HTCDS names that lists which identity was left out of a line, divided by `|`. Such a line is not taken in: what it
 * lacks would count as removed.
 */
export const HTCDS_WITHHELD = 'withheld_identity';
