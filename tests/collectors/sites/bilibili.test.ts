/** What is Bilibili's own: names of videos, what comments stand below, and dynamics in their two forms. */
import { expect, test } from 'vitest';
import { postIdOf, titleOf, topicsOf, wordsOf } from '../../../collectors/bilibili/dynamic_parts.ts';
import { addressOf, aidOf, postIdOfMention, postOfComments, postOfPage } from '../../../collectors/bilibili/ids.ts';
import { dynamic } from '../../../collectors/bilibili/payload.ts';

test('the name of a video is its number in letters', () => {
  // The pair that every description of the algorithm shows.
  expect(aidOf('BV17x411w7KC')).toBe('170001');
  for (const odd of ['BV', 'av170001', 'BV17x411w7K0', 'BV17x411w7KCC', '', null, undefined])
    expect(aidOf(odd)).toBeNull();
});

test('a post is known by its page, its comments and its line in the @ feed', () => {
  expect(postOfPage('https://www.bilibili.com/video/BV17x411w7KC/?p=2')).toBe('170001');
  expect(postOfPage('https://www.bilibili.com/video/av42')).toBe('42');
  expect(postOfPage('https://t.bilibili.com/1130000000000000001')).toBe('1130000000000000001');
  expect(postOfPage('https://www.bilibili.com/opus/1130000000000000001')).toBe('1130000000000000001');
  expect(postOfPage('https://www.bilibili.com/read/cv7')).toBe('cv7');
  for (const other of ['https://space.bilibili.com/42', 'about:blank', '']) expect(postOfPage(other)).toBeNull();
  expect([1, 17, 12, 11, null].map((type) => postOfComments(type, '5'))).toEqual(['5', '5', 'cv5', null, null]);
  expect(postIdOfMention(11, '5', 'https://www.bilibili.com/opus/1130000000000000001')).toBe('1130000000000000001');
  expect(['42', '1130000000000000001', 'cv7', 'x'].map(addressOf)).toEqual([
    'https://www.bilibili.com/video/av42',
    'https://www.bilibili.com/opus/1130000000000000001',
    'https://www.bilibili.com/read/cv7',
    null,
  ]);
});

test('a dynamic says the same in a feed and on its own page', () => {
  const author = { mid: 5, name: '阿研', pub_ts: 1_794_722_400 };
  const topic = { type: 'RICH_TEXT_NODE_TYPE_TOPIC', text: '#白茶#' };
  const inFeed = dynamic.parse({
    id_str: '1130000000000000001',
    type: 'DYNAMIC_TYPE_DRAW',
    modules: {
      module_author: author,
      module_dynamic: {
        major: { opus: { title: '三泡', summary: { text: '好喝 #白茶#', rich_text_nodes: [topic] } } },
      },
    },
  });
  const onPage = dynamic.parse({
    id_str: '1130000000000000001',
    modules: [
      { module_title: { text: '三泡' } },
      { module_author: author },
      { module_content: { paragraphs: [{ text: { nodes: [{ word: { words: '好喝 ' } }, { rich: topic }] } }] } },
    ],
  });
  for (const one of [inFeed, onPage]) {
    expect([postIdOf(one), titleOf(one), wordsOf(one), topicsOf(one)]).toEqual([
      '1130000000000000001',
      '三泡',
      { text: '好喝 #白茶#', isCut: false },
      ['白茶'],
    ]);
  }
});
