export { corpusParts, type CorpusPart, generateCorpus } from './generate.js';
export {
  type CorpusOptions,
  type CorpusOverlap,
  type CorpusRates,
  type CorpusTraps,
  DEFAULT_OVERLAP,
  DEFAULT_RATES,
  DEFAULT_TRAPS,
  type TrapKind,
} from './options.js';
export { type NamePart } from './names/name-bank.js';
export { NAME_LANGUAGES, type NameLanguage } from './names/name-source.js';
export { type Corpus, type CorpusRecord, type Damage, type RecordTruth, type TrapPair } from './record.js';
export { type Spelling, SPELLINGS } from './spelling/spelling.js';
export {
  CORPUS_HEADER,
  CORPUS_TRAPS_HEADER,
  CORPUS_TRUTH_HEADER,
  corpusLine,
  corpusTrapLine,
  corpusTruthLine,
} from './csv.js';
