import {
  CLUSTER_CAUSE,
  CLUSTER_STATUS,
  DEDUP_SCOPE,
  MATCH_ATTRIBUTE,
  MATCH_BAND,
  MATCH_BASIS,
  MATCH_DECISION,
  MATCH_EXPLANATION,
  MATCH_LOOKALIKE,
  MATCH_OUTCOME,
  REVIEWER,
} from '../matching.js';
import { CAPABILITY, DELIVERY_PROBLEM, MEMBER_ROLE, PARKING_REASON, QUARANTINE_REASON } from '../members.js';
import { codeList } from './code-list.js';

export const MATCHING_LISTS = {
  CLUSTER_STATUS: codeList(CLUSTER_STATUS, 'Kerege', 'How sure it is that mentions are one person.'),
  CLUSTER_CAUSE: codeList(CLUSTER_CAUSE, 'Kerege', 'What changed a cluster.'),
  MATCH_ATTRIBUTE: codeList(MATCH_ATTRIBUTE, 'Kerege', 'Attribute that a proposal compares.'),
  MATCH_BAND: codeList(MATCH_BAND, 'Kerege', 'How alike an attribute is.'),
  MATCH_EXPLANATION: codeList(MATCH_EXPLANATION, 'Kerege', 'Why two mentions were proposed as one person.'),
  MATCH_LOOKALIKE: codeList(MATCH_LOOKALIKE, 'Kerege', 'Why two mentions that look alike may be two persons.'),
  MATCH_OUTCOME: codeList(MATCH_OUTCOME, 'Kerege', 'What became of a proposal.'),
  MATCH_DECISION: codeList(MATCH_DECISION, 'Kerege', 'A country’s answer to a proposal.'),
  MATCH_BASIS: codeList(MATCH_BASIS, 'Kerege', 'What the answer rests on.'),
  REVIEWER: codeList(REVIEWER, 'Kerege', 'Role of the person who decided.'),
  DEDUP_SCOPE: codeList(
    DEDUP_SCOPE,
    'Kerege',
    'Whether a country sends one mention for each person, or for each case.',
  ),
  MEMBER_ROLE: codeList(MEMBER_ROLE, 'Kerege', 'Role of a member.'),
  CAPABILITY: codeList(CAPABILITY, 'Kerege', 'What a member takes part in.'),
  DELIVERY_PROBLEM: codeList(DELIVERY_PROBLEM, 'Kerege', 'What happened to a record that did not go through.'),
  QUARANTINE_REASON: codeList(QUARANTINE_REASON, 'Kerege', 'Why a record was refused.'),
  PARKING_REASON: codeList(PARKING_REASON, 'Kerege', 'Why a record waits.'),
} as const;
