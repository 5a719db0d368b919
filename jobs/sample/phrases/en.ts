/** English phrases of the sample market, written for it; the slots and groups mirror zh.ts. */

export const SLOTS = {
  skin: [
    'dry skin',
    'oily skin',
    'combination skin',
    'sensitive skin',
    'acne-prone skin',
    'flaky winter skin',
    'mature skin',
    'rosacea-ish cheeks',
  ],
  when: [
    'this autumn',
    'last month',
    'during exams',
    'on a long flight',
    'since we moved north',
    'in the dry office air',
    'through three cold snaps',
    'after the wedding',
  ],
  span: [
    'three days',
    'a week',
    'two weeks',
    'a full month',
    'six weeks',
    'one empty bottle',
    'most of a tube',
    'since summer',
  ],
  effect: [
    'the flakes on my cheeks are gone',
    'the redness calmed down',
    'make-up sits better',
    'my nose is less shiny by noon',
    'the tight feeling stopped',
    'old marks fade faster',
    'my skin feels soft again',
  ],
  texture: [
    'like melted sherbet',
    'watery and quick to sink in',
    'a light gel',
    'thicker than I expected',
    'almost milky',
    'thin with no film',
  ],
  scent: [
    'a faint tea smell',
    'next to no scent',
    'a hint of orange peel',
    'something like fresh laundry',
    'a herbal note',
  ],
  place: [
    'the corner pharmacy',
    'a friend who travels',
    'the airport shop',
    'their own site',
    'a sample swap',
    'the market hall',
  ],
  who: ['my mum', 'my flatmate', 'my sister', 'a colleague', 'my gym partner', 'my boyfriend'],
  price: ['about thirty', 'under twenty on sale', 'more than I wanted to pay', 'cheap for the size', 'two for one'],
} as const;

export const PRODUCTS = ['serum', 'cream', 'cleanser', 'sunscreen', 'eye cream', 'night balm', 'toner'] as const;

export const OPENERS = [
  'Been using the {b} {p} for {span}, {skin} here.',
  'Picked up the {b} {p} from {place}, {price}.',
  '{who} kept talking about the {b} {p}, so I gave in {when}.',
  'Notes on the {b} {p} after {span}.',
  'My skin was a mess {when} and I went back to the {b} {p}.',
  'Since a few of you asked: yes, it is the {b} {p}, {span} in.',
  'Small update on the {b} {p} ({skin}, {span}).',
] as const;

export const POSITIVE = [
  'Honestly love it, {effect}.',
  'The texture is {texture} and {effect}, would buy again.',
  'Not greasy at all, {effect}, highly recommend.',
  'It has {scent} and feels great, even {who} likes it.',
  'No sting, no redness, a lovely surprise.',
  'Great value at {price}; {effect}.',
  'Already ordered another one, best thing I tried {when}.',
  'Slow but good: after {span} {effect}, so happy with it.',
] as const;

export const NEUTRAL = [
  'Texture is {texture}, {scent}; too early to say more.',
  'Two pumps in the morning, two at night.',
  'New bottle, same pump as before.',
  'Costs {price} at {place}, same as online.',
  'Will report back after {span}.',
] as const;

export const NEGATIVE = [
  'Broke me out within {span}, really disappointed.',
  'It pills under everything, a waste of money.',
  'Smells awful and {who} agrees, never again.',
  'Paid {price} for nothing, regret it.',
  'The pump leaked and support was useless, terrible service.',
  'Made my face burn, avoid if you have {skin}.',
] as const;

export const CLOSERS = [
  'Photos in daylight.',
  'Ask me anything.',
  'Your face may differ.',
  'More {when}.',
  '',
  '',
  '',
] as const;

export const COMPARE = [
  'Came from {o}, and {b} works better for me: {effect}.',
  'Next to {o} the {b} {p} sinks in faster, though {o} smells nicer.',
  '{o} is fine, I just like {b} more.',
  'Switched from {o} to {b} and {effect}.',
] as const;

export const QUESTIONS = [
  'Anyone with {skin} tried the {b} {p}? Does it pill under sunscreen?',
  '{b} or {o} for {skin}? Which {p} would you take?',
  'Where do you buy the {b} {p} these days?',
] as const;

export const FALSE_FRIENDS = [
  'Three nights in the cold and then the aurora borealis covered the whole sky, worth every frozen toe.',
  'Spent the afternoon with old bossa nova records and {who} asleep on the sofa.',
  'The planetarium talk about a supernova was wonderful, {who} wants to go again.',
] as const;

export const DISCLOSED = ['#ad ', 'Paid partnership: ', 'Sponsored by {b}: '] as const;

export const KOL_LINES = [
  'You have been asking, here it is: the {b} {p}, {effect}, code in my bio!',
  'My holy grail list starts with the {b} {p}, {texture}, run do not walk.',
  'Live tonight with {b}: everything about the {p} and a discount for you.',
] as const;

export const OFFICIAL_LINES = [
  'Meet the new {b} {p}: {texture}. Details on our site.',
  'Members get the {b} {p} early this week.',
  'How do you use a {p} with {skin}? Our chemist answers. {b}',
] as const;

export const RING_TEXTS = [
  'The {b} {p} is simply unreal, two weeks and my skin glows like never before, the whole family uses it now, just buy it and thank me later',
  'Run to get the {b} {p}, saved my tired face overnight, told every friend I have about it, you will not regret a single cent of it',
] as const;

export const RING_COMMENTS = [
  'So true, ordered mine',
  'Obsessed with it too',
  'Best ever, buy it',
  'Same here, love it',
] as const;

export const COMMENTS = {
  positive: [
    'Same, bought it twice already',
    'Love this one',
    'You convinced me, arrived yesterday and it is great',
    '{who} swears by it',
    'Works so well on {skin}',
    'Agree, {effect}',
    'Repurchased three times, no regrets',
  ],
  neutral: [
    'Saving this',
    'Waiting for your update',
    'Did not open mine yet',
    'Nice mug in the second photo',
    'Got a sample from {place}',
  ],
  negative: [
    'It broke me out, hated it',
    'Did nothing for me, disappointed',
    'Pills like crazy, not good',
    'Overpriced and bad service',
  ],
  question: [
    'Does it work on {skin}?',
    'Where did you get it?',
    'How much was it?',
    'Can I use it in the morning?',
    'Which sunscreen on top?',
  ],
  rival: ['I prefer {o}', 'Try {o}, {effect}', '{o} has a lovely {p} too'],
} as const;
