/** The person who asks to be forgotten in the tests, and how the tests' records tell their author. */
import { authorId, pseudonymiser } from '../../warehouse/contracts/ids.ts';
import type { AuthorOf } from '../../warehouse/raw/whose.ts';

export const ID = '5550123987';
export const HANDLE = '小鹿的梳妆台';
export const NODE = 'note-99887766';
export const TEXT = '这瓶面霜我已经回购三次了，真心推荐给大家';
export const pseudonymise = pseudonymiser(Buffer.alloc(32, 7));
export const AUTHOR_KEY = pseudonymise(authorId('weibo', ID));

export const authorOf: AuthorOf = () => (record) => {
  const { uid, name, text } = record.payload as { uid?: string; name?: string; text?: string };
  if (uid === undefined) return null;
  const texts = text === undefined ? [] : [text.replace(/（\d+）$/u, '')];
  return { platform: record.platform, authorId: uid, authorName: name ?? null, nodeIds: [record.id], texts };
};
