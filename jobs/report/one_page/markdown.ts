/** A message in the markup of a chat platform, cut to the bytes that it takes. Invariant: never over the limit, and never cut within a line. */
import type { Message } from './message.ts';

/** How one platform writes things. */
export interface Markup {
  readonly heading: (text: string) => string;
  readonly item: (text: string) => string;
  readonly link: (text: string, url: string) => string;
  /** Between lines of one part, and between parts. */
  readonly lineBreak: string;
  readonly partBreak: string;
}

const plain = { lineBreak: '\n', partBreak: '\n\n' };

/** Markdown as WeCom and Feishu read it. */
export const MARKDOWN: Markup = {
  ...plain,
  heading: (text) => `**${text}**`,
  item: (text) => text,
  link: (text, url) => `[${text}](${url})`,
};

/** DingTalk joins lines that are not paragraphs. */
export const DINGTALK: Markup = { ...MARKDOWN, heading: (text) => `#### ${text}`, lineBreak: '\n\n' };

/** Slack's own; `&`, `<` and `>` mean something to it anywhere. */
export const SLACK: Markup = {
  ...plain,
  heading: (text) => `*${slackText(text)}*`,
  item: slackText,
  link: (text, url) => `<${slackText(url.replaceAll('|', '%7C'))}|${slackText(text)}>`,
};

function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * The message in at most `limit` units of `size`. Where it is too long every part keeps as many lines as all can keep, then the last
 * parts go, and the message says that there is more.
 */
export function written(message: Message, markup: Markup, limit: number, size: (text: string) => number): string {
  const most = Math.max(0, ...message.parts.map(({ lines }) => lines.length));
  const shapes = [
    ...Array.from({ length: most + 1 }, (_, i) => ({ lines: most - i, parts: message.parts.length })),
    ...message.parts.map((_, i) => ({ lines: 0, parts: message.parts.length - 1 - i })),
  ];
  for (const shape of shapes) {
    const text = shaped(message, markup, shape);
    if (size(text) <= limit) return text;
  }
  return '';
}

function shaped(message: Message, markup: Markup, shape: { readonly lines: number; readonly parts: number }): string {
  const kept = message.parts.slice(0, shape.parts);
  const isCut = shape.parts < message.parts.length || kept.some(({ lines }) => lines.length > shape.lines);
  const parts = kept.map(({ heading, lines }) =>
    [markup.heading(heading), ...lines.slice(0, shape.lines).map(markup.item)].join(markup.lineBreak),
  );
  const end = [
    isCut ? markup.item(message.more) : null,
    message.link === null ? null : markup.link(message.link.text, message.link.url),
  ].filter((line) => line !== null);
  return [...parts, ...(end.length === 0 ? [] : [end.join(markup.lineBreak)])].join(markup.partBreak);
}
