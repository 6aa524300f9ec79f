import { HTCDS_CONTROL_ALIAS, HTCDS_RECRUITER_ALIAS, HTCDS_SEX_ALIAS } from '../codes/htcds-aliases.js';
import { codesOf, type CodeListName } from '../codes/lists/index.js';
import { CONTROL } from '../codes/offence.js';
import type { HtcdsCodes } from './reading.js';
import { HTCDS_FIELDS, type HtcdsField, type HtcdsFieldName } from './standard/index.js';

interface Differences {
  /** Codes of values that are called otherwise in the column's list. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly unlisted?: readonly string[];
  /** Codes that are wider than the one value which becomes them. */
  readonly wider?: readonly string[];
}

/**
 * Both directions of a coded field. A value with the name of a code is that code. A code goes out under its own name, else under the
 * only value that becomes it; where several do, or the code is wider, the standard cannot say it.
 */
function codesOfField(
  field: HtcdsFieldName,
  list: CodeListName,
  { aliases = {}, unlisted = [], wider = [] }: Differences = {},
): HtcdsCodes {
  const { values = {} }: HtcdsField = HTCDS_FIELDS[field];
  const names = [...new Set([...Object.keys(values), ...unlisted])];
  const known = codesOf(list);
  const into = Object.fromEntries(
    names.flatMap((name) => {
      const code = aliases[name] ?? name;
      return known.includes(code) ? [[name, code] as const] : [];
    }),
  );
  const out = Object.fromEntries(
    known.flatMap((code) => {
      if (wider.includes(code)) return [];
      if (into[code] === code) return [[code, code] as const];
      const only = names.filter((name) => into[name] === code);
      return only.length === 1 ? [[code, only[0] ?? code] as const] : [];
    }),
  );
  return { in: into, out, unlisted: unlisted.filter((name) => !Object.hasOwn(values, name)) };
}

/** Coded fields that a record takes. */
export const HTCDS_CODES = {
  prs_Gender: codesOfField('prs_Gender', 'SEX', { aliases: HTCDS_SEX_ALIAS }),
  vic_TraffickingStatus: codesOfField('vic_TraffickingStatus', 'TRAFFICKING_STATUS'),
  vic_TraffickingStatusDecisionMakingOrg: codesOfField('vic_TraffickingStatusDecisionMakingOrg', 'DECISION_ORG'),
  // What is neither family nor a friend may well be acquainted: `Other` is no stranger for certain.
  vic_RelationshipToTrafficker: codesOfField('vic_RelationshipToTrafficker', 'RECRUITER_REL', {
    aliases: HTCDS_RECRUITER_ALIAS,
    wider: ['Other'],
  }),
  vic_MethodOfRecruitment: codesOfField('vic_MethodOfRecruitment', 'RECRUITMENT'),
  // The list of fields has 16, the Field Definitions 17.
  vic_MethodsOfControl: codesOfField('vic_MethodsOfControl', 'CONTROL', {
    aliases: HTCDS_CONTROL_ALIAS,
    unlisted: CONTROL,
  }),
  vic_TypeOfExploitation: codesOfField('vic_TypeOfExploitation', 'EXPLOITATION'),
  vic_ForcedLabourIndustry: codesOfField('vic_ForcedLabourIndustry', 'ISIC_SECTION'),
  vic_TypeOfSexExploitation: codesOfField('vic_TypeOfSexExploitation', 'SEX_TYPE'),
} as const satisfies Partial<Record<HtcdsFieldName, HtcdsCodes>>;
