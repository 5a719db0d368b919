import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../transforms/language.ts';

const CASES: Record<string, readonly string[]> = {
  'zh-Hans': [
    '这个面霜真的很好用',
    '好用',
    'iPhone 15 Pro Max 很好用',
    "Kiehl's 高保湿霜 yyds",
    'https://example.com/a/b/c?long=address 好用',
    '@someone_with_a_name 好看',
    '鮮の每日新鲜',
    '<p class="some long english class names">这个好</p>',
    '前男友面膜也太好用了吧！！',
    '买了 SK-II 的 Facial Treatment Essence，还可以',
  ],
  'zh-Hant': ['這個面霜真的很好用', '粉底液遮瑕力超強，持妝一整天', '質地清爽不黏膩', '買了兩瓶，還會再買'],
  en: [
    'ok love it',
    'love',
    'This is the best moisturizer ever',
    'wow amazing',
    'Really die hard fan of de la mer',
    'Lancôme Génifique is my favorite serum',
    'THE WORST SERVICE',
    'cant wait!!! @someone http://t.co/abc',
    'My order no 12 arrived in a box',
    'I paid 30 € for a crème brûlée',
  ],
  mixed: [
    '今天去逛了 Sephora，the texture is so nice',
    'this 精华 is so good 我已经回购了',
    'I love this so much 真的太好用了 will buy again',
  ],
  other: [
    'これはとても良い商品です',
    '化粧水がとても気に入りました',
    '이 제품 정말 좋아요',
    'Очень хороший продукт',
    'منتج رائع جدا',
    'สินค้าดีมาก',
    'यह बहुत अच्छा है',
    'Πολύ καλό προϊόν',
    'Das ist sehr gut und ich liebe es',
    'Kann ich nur empfehlen!',
    'me encanta este producto',
    "C'est vraiment très bien",
    "J'adore cette crème",
    'Muito bom, recomendo para pele oleosa',
    'Prodotto ottimo, lo consiglio',
    'Heel fijn product, ik ben er blij mee',
    'Jag är väldigt nöjd med den',
    'Bardzo dobry krem, polecam',
    'çok güzel bir ürün',
    'produk ini bagus banget',
    'sản phẩm rất tốt',
    'ang ganda ng product na ito',
  ],
  none: ['', '   ', '😀👍', '123 !!!', '\ud800', '。。。', 'https://example.com/x', '\u200b\u0000'],
};

describe('detectLanguage', () => {
  const rows = Object.entries(CASES).flatMap(([lang, texts]) => texts.map((text) => [lang, text] as const));
  test.each(rows)('%s: %j', (lang, text) => {
    expect(detectLanguage(text)).toBe(lang);
  });

  test('names some language for any sequence of units and never throws', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 });
    fc.assert(fc.property(units, (codes) => detectLanguage(String.fromCharCode(...codes)) in CASES));
  });

  test('emoji, digits and punctuation never change it', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'0123456789!?。，…👍😭 \n'), maxLength: 12 });
    fc.assert(
      fc.property(
        fc.constantFrom(...rows),
        noise,
        ([lang, text], extra) => detectLanguage(`${extra} ${text} ${extra}`) === lang,
      ),
    );
  });
});
