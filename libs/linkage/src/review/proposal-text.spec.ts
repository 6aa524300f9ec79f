import { MatchProposed, validatorFor } from '#contracts';
import { PERSON_COMPARISONS } from '../score/person-evidence.js';
import { personBands } from './person-bands.js';
import { textOf, textOfSharedTags } from './proposal-text.js';

test('shared tags are told as bands, the most alike one for each attribute', () => {
  expect(textOfSharedTags(['A', 'E', 'F'])).toEqual({
    bands: [
      { attribute: 'GIVEN_NAME', band: 'CLOSE' },
      { attribute: 'SURNAME', band: 'CLOSE' },
      { attribute: 'BIRTH_DATE', band: 'EQUAL' },
      { attribute: 'SEX', band: 'EQUAL' },
    ],
    explanation: 'SAME_NAME_AND_BIRTH_DATE',
  });
});

test.each([
  [['X1'], 'SAME_DOCUMENT'],
  [['X2', 'E'], 'SAME_DOCUMENT'],
  [['X3', 'D'], 'SHARED_CONTACT'],
  [['B', 'C'], 'SIMILAR_NAME_AND_BIRTH_DATE'],
  [['D'], 'OTHER'],
] as const)('%j is explained as %s', (variants, explanation) => {
  expect(textOfSharedTags(variants)).toMatchObject({ explanation });
});

test('levels of the person model become bands of the contract, whatever they are; nothing finer is told', () => {
  const most = Math.max(...PERSON_COMPARISONS.map(({ levels }) => levels.length));
  for (let level = 0; level <= most; level += 1) {
    const bands = personBands(new Uint8Array(PERSON_COMPARISONS.length).fill(level));
    const ref = '00000000-0000-4000-8000-000000000001';
    const data = { matchRef: ref, mentionRef: ref, ...textOf(bands, 'TWINS') };
    expect(validatorFor(MatchProposed.type)(data)).toBe(true);
    expect(data.lookalike).toBe('TWINS');
  }
});
