/** What four chat platforms take from a bot and what they answer. Invariant: an answer counts as sent only if the platform says so in its own words, whatever the HTTP status. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { NotifyConfig } from '../config/types.ts';
import { DINGTALK, MARKDOWN, SLACK, written } from '../report/one_page/markdown.ts';
import type { Message } from '../report/one_page/message.ts';

export interface Platform {
  /** The request's address and body. `secret` signs where the platform knows signatures; null = it is not signed. */
  request(
    message: Message,
    url: URL,
    secret: string | null,
    nowMs: number,
  ): { readonly url: URL; readonly body: object };
  /** What a message says, for telling one from another. */
  text(message: Message): string;
  read(status: number, body: string): Answer;
}

/** `busy`: the platform took nothing and wants it later. */
export type Answer =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'busy' | 'refused'; readonly code: string; readonly said: string };

const bytes = (text: string): number => Buffer.byteLength(text);
const asciiBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text));

/** `markdown.content` takes 4096 bytes, a bot 20 messages a minute (developer.work.weixin.qq.com/document/path/91770); 45009 = too many. */
const wecom: Platform = {
  text: (message) => written(message, MARKDOWN, 4096, bytes),
  request: (message, url) => ({ url, body: { msgtype: 'markdown', markdown: { content: wecom.text(message) } } }),
  read: (status, body) => answer(status, body, 'errcode', 'errmsg', [45009, 45033, -1]),
};

/**
 * A request takes 20 KB, a bot 100 messages a minute and 5 a second (open.feishu.cn, "Custom bot usage guide"); 11232 = too many.
 * Signed with key `timestamp\nsecret` over nothing, time in seconds.
 */
const feishu: Platform = {
  text: (message) => written(message, MARKDOWN, 18_000, asciiBytes),
  request(message, url, secret, nowMs) {
    const timestamp = String(Math.floor(nowMs / 1000));
    const signed =
      secret === null
        ? {}
        : { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64') };
    const card = {
      config: { wide_screen_mode: true },
      header: { title: { tag: 'plain_text', content: message.title } },
      elements: [{ tag: 'markdown', content: feishu.text(message) }],
    };
    return { url, body: { ...signed, msg_type: 'interactive', card } };
  },
  read: (status, body) => answer(status, body, 'code', 'msg', [11232, 99991400]),
};

/**
 * A body takes 20,000 bytes, a bot 20 messages a minute, then rests for ten (open.dingtalk.com, "Custom robot access"); 130101 = too
 * many, -1 = busy. Signed with the secret over `timestamp\nsecret`, time in ms, both in the address.
 */
const dingtalk: Platform = {
  text: (message) => written(message, DINGTALK, 18_000, asciiBytes),
  request(message, url, secret, nowMs) {
    const signed = new URL(url);
    if (secret !== null) {
      const sign = createHmac('sha256', secret).update(`${nowMs}\n${secret}`).digest('base64');
      signed.searchParams.set('timestamp', String(nowMs));
      signed.searchParams.set('sign', sign);
    }
    const markdown = { title: message.title, text: dingtalk.text(message) };
    return { url: signed, body: { msgtype: 'markdown', markdown, at: { isAtAll: false } } };
  },
  read: (status, body) => answer(status, body, 'errcode', 'errmsg', [130101, -1]),
};

/** A section takes 3,000 characters, a hook about a message a second (docs.slack.dev, "Text object", "Rate limits"). `verbatim`: no address or name in it is made a link. */
const slack: Platform = {
  text: (message) => written(message, SLACK, 3000, (text) => text.length),
  request: (message, url) => ({
    url,
    body: {
      text: message.title,
      unfurl_links: false,
      unfurl_media: false,
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: slack.text(message), verbatim: true } }],
    },
  }),
  read(status, body) {
    if (status === 200 && body.trim() === 'ok') return { outcome: 'sent' };
    return { outcome: status === 429 ? 'busy' : 'refused', code: String(status), said: body };
  },
};

export const PLATFORMS: Readonly<Record<NotifyConfig['kind'], Platform>> = { wecom, feishu, dingtalk, slack };

/** Of a platform that answers in JSON with a code that is 0 when all is well. */
function answer(status: number, body: string, code: string, text: string, busy: readonly number[]): Answer {
  const read = z.looseObject({ [code]: z.int() }).safeParse(json(body));
  if (!read.success)
    return {
      outcome: status === 429 ? 'busy' : 'refused',
      code: String(status),
      said: 'an answer that is not its own',
    };
  const told = Number(read.data[code]);
  if (told === 0 && status === 200) return { outcome: 'sent' };
  const said = read.data[text];
  const outcome = busy.includes(told) || status === 429 ? 'busy' : 'refused';
  return { outcome, code: String(told), said: typeof said === 'string' ? said : '' };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
