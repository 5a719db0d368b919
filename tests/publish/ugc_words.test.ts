/** What is said of a post to feature: what it is, how it does, what was received for it, and always where the rights stand. */
import { describe, expect, test } from 'vitest';
import type { UgcRow } from '../../jobs/report/rows.ts';
import { ugcSentence } from '../../jobs/report/why.ts';
import { catalogues } from '../../jobs/report/words/languages.ts';

const [en] = catalogues(['en']);
const [zh] = catalogues(['zh']);

function row(more: Partial<UgcRow> = {}): UgcRow {
  return {
    kind: 'post',
    utilityCue: 'how_to',
    appeal: 'useful',
    imageCount: 6,
    hasVideo: false,
    saveLift: 3.4,
    rightsState: 'not_asked',
    missingParts: null,
    declaredKind: null,
    isCopied: false,
    ...more,
  } as UgcRow;
}

describe('a post to feature', () => {
  test('is told by what it is, how it is saved and its rights', () => {
    expect(ugcSentence(row(), en)).toBe('A how-to with 6 photos; saved 3.4× as often as usual; rights: not asked.');
    expect(ugcSentence(row(), zh)).toBe('教程帖（6 张图）；收藏率为同平台常见的 3.4 倍；授权：未征求。');
  });

  test('says what is unknown instead of a number', () => {
    const unknown = row({ imageCount: null, hasVideo: null, saveLift: null, utilityCue: null, appeal: null });
    expect(ugcSentence({ ...unknown, missingParts: 'utility,visual', kind: 'review' }, en)).toBe(
      'A review; rights: not asked; use not known, no image data.',
    );
    expect(ugcSentence({ ...unknown, missingParts: 'visual', imageCount: 0 }, zh)).toBe(
      '帖子（无图）；授权：未征求；无图片数据。',
    );
  });

  test('repeats what its author declares, and warns of words that stand elsewhere', () => {
    const gift = row({ declaredKind: 'gift', isCopied: true, appeal: 'both', imageCount: 1, hasVideo: true });
    expect(ugcSentence(gift, en)).toBe(
      'A how-to with a photo and a video; saved 3.4× as often as usual; written to entertain; the same words stand under another account; declares a gift, to be repeated wherever it is shown; rights: not asked.',
    );
    expect(ugcSentence(gift, zh)).toContain('已声明获赠产品，展示时须一并注明');
  });
});
