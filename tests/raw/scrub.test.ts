/** Promises of scrubbing: the person's traces go, and not one other byte of somebody else's JSON changes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scrubber, type Traces } from '../../warehouse/raw/scrub.ts';

const traces: Traces = {
  ids: ['5550123987'],
  names: ['小鹿的梳妆台', 'lin_mei', '@Yu'],
  nodes: ['note-99887766'],
  texts: ['这瓶面霜我已经回购三次了真心推荐给大家', '好用'],
};
const nothing = () => false;
const scrub = (json: string, spare: (value: string) => boolean = nothing) => scrubber(traces)(json, spare);

test.each([
  ['a value equal to the id', '{"uid":"5550123987"}', '{"uid":"[forgotten]"}'],
  ['a number equal to the id', '{"uid": 5550123987 }', '{"uid": "[forgotten]" }'],
  ['a key equal to the id', '{"5550123987":1}', '{"[forgotten]":1}'],
  ['an id inside a link', '{"u":"https://x.example/u/5550123987?a=1"}', '{"u":"https://x.example/u/[forgotten]?a=1"}'],
  ['a value equal to the handle', '["lin_mei"]', '["[forgotten]"]'],
  ['a mention', '{"t":"谢谢 @lin_mei 推荐"}', '{"t":"谢谢 [forgotten] 推荐"}'],
  ['a mention in other letters', '{"t":"thx @Lin_Mei!"}', '{"t":"thx [forgotten]!"}'],
  ['a full-width mention', '{"t":"＠小鹿的梳妆台你好"}', '{"t":"[forgotten]你好"}'],
  ['a mention spelt with escapes', '{"t":"@\\u5c0f\\u9e7f的梳妆台"}', '{"t":"[forgotten]"}'],
  ['a mention in the manner of Reddit', '{"t":"ask u/lin_mei"}', '{"t":"ask [forgotten]"}'],
  ['a reference to a post', '{"reply_to":"note-99887766"}', '{"reply_to":"[forgotten]"}'],
  ['a quoted text', '{"t":"转：这瓶面霜我已经回购三次了真心推荐给大家！"}', '{"t":"转：[forgotten]！"}'],
])('%s goes', (_what, before, after) => {
  expect(scrub(before)).toBe(after);
});

test.each([
  ['a longer handle that begins alike', '{"t":"@lin_mei2 @lin_mei_x @Yuki"}'],
  ['a longer number', '{"uid":"55501239871","n":15550123987}'],
  ['words of the text that are common', '{"t":"好用"}'],
  ['a key equal to the handle', '{"lin_mei":1}'],
  ['the handle as a word without @', '{"t":"lin_mei 是谁"}'],
  ['odd but right JSON', ' { "a" : 1.0e+2 , "b":[-0,"\\/","\\ud800"],"c":12345678901234567890 } '],
])('%s stays', (_what, json) => {
  expect(scrub(json)).toBe(json);
});

test('spared whole values stay, mentions of the same name go', () => {
  expect(scrub('["lin_mei","@lin_mei"]', (value) => value === 'lin_mei')).toBe('["lin_mei","[forgotten]"]');
});

test('ids and names that are small numbers or single letters are never replaced as values', () => {
  const small = scrubber({ ids: ['12', '7'], names: ['a', '34567'], nodes: ['123'], texts: [] });
  const json = '{"likes":12,"rating":"7","a":"a","n":"34567","parent":"123"}';
  expect(small(json, nothing)).toBe(json);
});

test('marks of regular expressions in handles are letters like others', () => {
  const odd = scrubber({
    ids: ['a.b*c(d'],
    names: ['x[y]$^', '\\w+|.'],
    nodes: [],
    texts: ['(?:quoted) text of [some] length.*'],
  });
  expect(odd('["a.b*c(d","@x[y]$^","aXbc(d","@\\\\w+|.","@abc"]', nothing)).toBe(
    '["[forgotten]","[forgotten]","aXbc(d","[forgotten]","@abc"]',
  );
});

describe('any JSON', () => {
  const person = fc.constantFrom(
    '5550123987',
    'lin_mei',
    '@lin_mei',
    'note-99887766',
    '小鹿的梳妆台',
    '看 @小鹿的梳妆台 的',
  );
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      person,
      fc.array(tie('value')),
      fc.dictionary(fc.string(), tie('value')),
    ),
  })).value;

  test('stays JSON of the same shape, and holds no trace afterwards', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
        const before = JSON.stringify(value, null, indent);
        const after = scrub(before);
        expect(shape(JSON.parse(after))).toEqual(shape(JSON.parse(before)));
        const flat = JSON.stringify(JSON.parse(after));
        for (const trace of ['"5550123987"', '"lin_mei"', '@lin_mei"', 'note-99887766', '@小鹿'])
          expect(flat).not.toContain(trace);
        expect(scrub(after)).toBe(after);
      }),
    );
  });

  test('without a trace stays byte for byte', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(scrub(text)).toBe(text);
      }),
    );
  });
});

test('a text of 8 million characters takes linear time', () => {
  const json = JSON.stringify({ t: `\\"@lin_mei ${'@lin_me 真香\\"'.repeat(800_000)}` });
  const before = performance.now();
  expect(scrub(json)).toContain('[forgotten]');
  expect(performance.now() - before).toBeLessThan(5000);
});

/** Structure without the texts. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value === 'object' && value !== null) return Object.values(value).map(shape);
  return typeof value === 'string' ? 's' : value;
}
