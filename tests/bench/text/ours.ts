/** Our own scorers for the bench, from the text as it was written: folding and language are part of the work. Invariant: what `koc score` would say. */
import { readData } from '../../../transforms/data_files.ts';
import { detectLanguage } from '../../../transforms/language.ts';
import { type LinearModel, linearModel } from '../../../transforms/linear_model.ts';
import { defaultScorer } from '../../../transforms/sentiment.ts';
import { fold } from '../../../transforms/text.ts';
import { type Scorer, timed } from './scorers.ts';

/** Log-odds of the model without any word list. */
export function modelAlone(model: LinearModel = linearModel(readData('sentiment.bin'))): Scorer {
  const score = (text: string): number => {
    model.read(fold(text), detectLanguage(text) === 'en' ? 'en' : 'zh');
    return model.polarity;
  };
  return {
    name: 'koc, model alone',
    isOurs: true,
    reads: ['zh', 'en'],
    mostRows: null,
    score: (texts) => timed(texts, score),
  };
}

/** As the lake gets it: model and words; a text whose language is not read takes no side. */
export function wholeScorer(): Scorer {
  const scorer = defaultScorer();
  const score = (text: string): number => scorer.score(fold(text), detectLanguage(text)).polarity ?? 0;
  return {
    name: 'koc, whole',
    isOurs: true,
    reads: ['zh', 'en'],
    mostRows: null,
    score: (texts) => timed(texts, score),
  };
}
