/** What people call the platforms whose ids say it otherwise; an id that is not here is printed as it is. */

export const platformsEn = {
  bilibili: 'Bilibili',
  bluesky: 'Bluesky',
  douyin: 'Douyin',
  hackernews: 'Hacker News',
  kuaishou: 'Kuaishou',
  mastodon: 'Mastodon',
  reddit: 'Reddit',
  weibo: 'Weibo',
  xiaohongshu: 'Xiaohongshu',
  youtube: 'YouTube',
  zhihu: 'Zhihu',
} as const;

export const platformsZh: Readonly<Record<keyof typeof platformsEn, string>> = {
  bilibili: '哔哩哔哩',
  bluesky: 'Bluesky',
  douyin: '抖音',
  hackernews: 'Hacker News',
  kuaishou: '快手',
  mastodon: 'Mastodon',
  reddit: 'Reddit',
  weibo: '微博',
  xiaohongshu: '小红书',
  youtube: 'YouTube',
  zhihu: '知乎',
};
