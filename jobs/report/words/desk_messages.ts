/** Messages that a person may send to ask for the rights to a post. They offer nothing for an opinion and take no for an answer. */

/** What a message is about; null = not known, then it is left out or worded around. */
export interface AskFacts {
  readonly author: string | null;
  readonly brand: string;
  /** Title or first words of the post. */
  readonly post: string | null;
  readonly link: string | null;
  /** What the post declares to have been received, in the language of the message. */
  readonly declared: string | null;
}

export function askRightsEn({ author, brand, post, link, declared }: AskFacts): string {
  return [
    `Hello${author === null ? '' : ` ${author}`},`,
    '',
    `we are ${brand}. Your post${post === null ? '' : ` “${post}”`} is helpful to others, and we would like to show it with your name: on our own channels, unpaid, for 12 months, without changing your words.`,
    ...(link === null ? [] : [link]),
    ...(declared === null ? [] : [`We would repeat that you declared ${declared}.`]),
    '',
    'Would you allow that? Please tell us where and how long it is fine with you, and whether everybody in the pictures agrees. You can say no, or take it back at any time, and it changes nothing for you: what you say about us stays your own opinion.',
    '',
    'Thank you!',
  ].join('\n');
}

export function askRightsZh({ author, brand, post, link, declared }: AskFacts): string {
  return [
    `${author === null ? '' : author}您好：`,
    '',
    `我们是${brand}。您的${post === null ? '这篇内容' : `《${post}》`}对其他人很有帮助，我们希望署上您的名字，在品牌自有账号上展示（非广告投放），为期 12 个月，不改动您的文字。`,
    ...(link === null ? [] : [link]),
    ...(declared === null ? [] : [`展示时会一并注明您已声明${declared}。`]),
    '',
    '不知您是否同意？如果可以，请告诉我们可用在哪些渠道、可用多久，以及照片里出镜的人是否都同意。不同意也完全没有关系，同意之后也可以随时撤回；您怎么评价我们，始终由您自己决定。',
    '',
    '谢谢！',
  ].join('\n');
}
