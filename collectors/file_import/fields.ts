/** Fields that a mapping can fill, with what each means; `docs/import.md` prints this table, so it is the one list of them. */

/** Name of a field → what goes in and how it is read. */
export const FIELDS = {
  id: "The record's id on its platform. Without it: a hash of what the row says.",
  author_id: "The author's id on the platform. Missing or masked (a***b): the record has no author.",
  author_name: 'Name or handle that the platform shows.',
  author_url: "Link to the author's page.",
  text: 'What was said.',
  title: 'Title of the post or review.',
  transcript: 'Spoken words of a video.',
  ocr_text: 'Words seen in images.',
  rating: 'A number, or a text like "4", "4.5/5", "5星".',
  rating_scale: 'The best rating there is, often { value: 5 }.',
  published_at: 'When it was said.',
  observed_at: 'When the counts were read. Without it: assumed to be the moment of publication.',
  url: 'Link to the record.',
  parent_id: 'Id of what this answers.',
  root_id: 'Id of the post at the top of the thread.',
  brand: 'Brand as the file names it; matched to the configured ones after folding.',
  product: 'Product as the file names it.',
  format: 'note, video, article … as the file names it.',
  hashtags: 'A list, or a text with # or separators.',
  region: 'Province or country that the platform shows.',
  image_count: 'A number, or a list of images.',
  has_video: 'Yes or no, or the address of a video.',
  likes: 'Count. "1.2万" is 12000 ± 1000, "10w+" at least 100000; empty = not shown, never 0.',
  saves: 'Count.',
  replies: 'Count.',
  shares: 'Count.',
  views: 'Count.',
  coins: 'Count.',
  danmaku: 'Count.',
  followers: "Count of the author's followers.",
  account_kind: 'person, organisation, media or store.',
  account_verified: 'Yes or no.',
  author_contact: 'Yes or no, or the business contact itself; only whether there is one is used.',
  purchase_verified: 'Yes or no.',
  image_min_px: 'Shorter side of the largest image, in pixels.',
  is_brand: 'Yes or no: posted by a brand.',
  is_repost: 'Yes or no: passes on somebody else’s post without words of its own.',
  replied_by: 'Ids of answers: a list, or a text with separators.',
  disclosed: 'Yes or no: marked as paid.',
  gifted: 'Yes or no: marked as gifted.',
} as const;

export type FieldName = keyof typeof FIELDS;

/** All field names, in the order of the documentation. */
export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];
