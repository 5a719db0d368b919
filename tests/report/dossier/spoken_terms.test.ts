/** Words typical of an author read as the author wrote them. */
import { expect, test } from 'vitest';
import { spokenTerms } from '../../../jobs/report/dossier/spoken_terms.ts';
import { keywordExtractor } from '../../../transforms/keywords.ts';

test('stems become the words that the author wrote, the more frequent ones; what was not written stays', () => {
  const text = "Great value, it arrived early. It arrived! My skin's happy, values aside; value again.";
  const spoken = spokenTerms([text]);
  const terms = keywordExtractor()(text.toLowerCase(), 'en').map(({ term }) => term);
  expect(terms).toEqual(expect.arrayContaining(['arriv', 'valu', 'happi', 'great valu']));
  expect(['arriv', 'valu', 'happi', 'great valu', 'skin'].map(spoken)).toEqual([
    'arrived',
    'value',
    'happy',
    'great value',
    'skin',
  ]);
  expect(['质地', 'convinc'].map(spoken)).toEqual(['质地', 'convinc']);
});
