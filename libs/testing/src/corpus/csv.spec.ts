import { corpusLine, corpusTruthLine, CORPUS_HEADER, CORPUS_TRUTH_HEADER } from './csv.js';
import { generateCorpus } from './generate.js';

describe('a corpus as files', () => {
  const [record] = generateCorpus({ seed: 11, persons: 1 }).records;

  it('has a row in the columns of an agency, and the truth apart from it', () => {
    if (record === undefined) throw new Error('no record');
    const row = corpusLine({ ...record, address: 'Ош, ул. "Мира", 5', aliases: ['a', 'b'], phone: null });
    expect(row.endsWith(',"Ош, ул. ""Мира"", 5"\r\n')).toBe(true);
    expect(row).toContain(',a|b,');
    expect(row).not.toContain(record.truth.personId);
    expect(corpusTruthLine(record).startsWith(`${record.recordId},${record.truth.personId},`)).toBe(true);
  });

  it('names its columns', () => {
    expect(CORPUS_HEADER.trimEnd().split(',')).toHaveLength(16);
    expect(CORPUS_TRUTH_HEADER).toBe('record_id,person_id,family_id,spelling,damage\r\n');
  });
});
