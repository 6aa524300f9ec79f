import { generateCorpus } from '#testing';
import { plainPersons } from './plain-persons.js';
import { recallOracle } from './recall-oracle.js';

const persons = plainPersons(generateCorpus({ seed: 5, persons: 300, names: 'held-out' }).records);

test('pairs that the model takes for one person share a tag, nearly all others are not compared', () => {
  const { above, recall, reduction } = recallOracle(persons);
  expect(above).toBeGreaterThan(5);
  expect(recall).toBeGreaterThan(0.9);
  expect(reduction).toBeGreaterThan(0.99);
});

test('the oracle notices what tags miss', () => {
  const onlyDocuments = persons.map((person) => ({
    ...person,
    variants: person.variants.filter(({ v }) => v === 'X1'),
  }));
  expect(recallOracle(onlyDocuments).recall).toBeLessThan(0.6);
});
