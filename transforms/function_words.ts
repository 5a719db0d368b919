/**
 * Words that give a Latin-script language away, after general knowledge of each; a word may count for several languages.
 * Invariant: what English texts use often (`me`, `no`, `in`, `die`) stands under English only.
 */

const ENGLISH_WORDS = `a about after again all also am amazing an and any anyone are as at awesome back bad be because been before best better
  bought brand but buy by came can can't cant could day did didn't didnt do does doesn't doesnt doing don't done dont down even ever every
  first for from get gets getting give go going good got great had has have haven't having he help her here him his hope how i i'd i'll
  i'm i've if im in into is isn't it it's its ive just know last like lol look love loved loves made make makes many me more most much my
  need never new nice no not now of off oh ok okay on one only or other our out over people please pls product quite really right said
  same say see she should so some still such super take than thank thanks that that's thats the their them then there these they thing
  things think this those thought time to today too tried try two u up us use used using very want was wasn't way we well went were what
  what's when where which while who why will with without won't wont work works worth would wow yeah yes yet you you're your`;

/** Other European languages and Indonesian; each string is one language. */
export const OTHER_LATIN: readonly string[] = [
  // German
  'aber alle als auch auf aus bei bin bis da das dass dem den denn der des dich dir doch du durch ein eine einem einen einer er es euch für gut habe haben hat hatte ich ihr ihre ist ja kann kein keine leider mal mehr mein meine mich mir mit nach nicht noch nur oder schon sehr sein seine sich sie sind über um und uns vom von vor waren warum wenn werden wie wieder wir wird zu zum zur danke empfehlen gerne produkt wirklich toll schlecht kaufen leider perfekt diese dieses dieser',
  // French
  "avec alors au aussi aux bien bon c'est ce cela ces cette chez comme c d'un d'une dans de des du elle est et était j'adore j'ai je l'ai la le les leur lui ma mais même merci mes moi mon n'est ne nous on ont ou où par pas plus pour pourquoi qu'il quand que qui sans ses si son sont sur ta te tout tous très trop un une va vous adore déçu génial je suis produit recommande vraiment livraison achat parfait peau cher beau belle superbe jamais",
  // Spanish
  'al algo aquí bien bueno como cómo con cuando de del donde el ella ellos en es esta está este esto estoy gracias ha hace hay la las le lo los más me mi mis mucho muy nada ni nos nunca para pero por porque que qué quiero se ser si sí siempre sin son soy su sus también te tengo tiene todo todos tu un una uno bellissimo ottimo consiglio comprato pelle prezzo buono adoro fantastico pessimos ya yo encanta este producto excelente recomiendo compra calidad precio hola malo mejor día piel buena llegó',
  // Portuguese
  'ao aos as até bem bom com como da das de dela depois do dos e é ela ele em está estou eu foi isso já lhe mais mas me meu minha muito na não nas no nos nunca obrigado os ou para pela pelo por porque pra quando que são se sem ser seu sua também tem tenho tudo um uma você amo este esse essa produto ótimo excelente recomendo adorei gostei demais comprei pele preço gente nossa',
  // Italian
  "anche ancora bella bello bene c'è che chi ci come con cosa così da dal dei del della delle di dopo e è era fatto gli grazie ha ho i il io la le lo ma mai mi mia mio molto nel nella non nulla o ogni per perché più poi prodotto quando quello questa questo sempre senza si sia solo sono su sua suo tutti tutto un una uno",
  // Dutch
  'aan als bij dan dat de deze dit door een eens en er geen goed haar heb heeft het hij hoe ik ja je kan maar mee meer met mijn naar niet nog nu of om omdat ook op over te toch uit van veel voor waar wat weer wel werd wij wil worden ze zeer zijn zo zonder mooi fijn blij kopen product erg leuk slecht',
  // Swedish, Danish, Norwegian
  'alla att av blev bra den denne det dig din ditt du eller en er ett för får från god ha han har hur hvad hvor ikke inte jag jeg kan man med meg men mig min mycket mye noe nu och og också også om på sig sin som till til vad var ved vi är å tack takk tak produkten bättre',
  // Polish, Czech
  'ale bardzo bo być by było co czy dla do dobry ich ja jak jako je jest jestem już jsem jsou když który mam mi mnie na nawet nie o od po przez przy są się ta tak také tam ten to tego tylko u w we wszystko ze z za że že ve velmi',
  // Turkish
  'ama bana ben beni bir bu çok da daha de değil diye en gibi güzel hem her hiç için ile iyi kadar ki mi mı ne neden o olarak oldu olan sadece sen şey ve var veya ya yok',
  // Indonesian, Malay
  'ada adalah aja aku anda bagus banget beli belum bisa buat dan dari dengan di gak ga ini itu jadi juga kalau kamu karena ke kita lagi lebih mau nya nggak pada pakai saja sama sangat saya sudah tapi tidak udah untuk yang',
  // Vietnamese
  'anh bạn cái cho có con của cũng đã đang đây được em gì hay không là lại lắm mà mình một này nên nhiều nhưng những rất ra sản phẩm tôi thì tốt và vẫn vì với',
  // Tagalog
  'ako akong ang ano at ay hindi ikaw ito ka kasi kaya ko lang mga mo na naman ng ngayon nga niya pa po sa siya sila talaga yung',
];

/** Bit of English in a mask of languages; language i of `OTHER_LATIN` has bit `2 << i`. */
export const ENGLISH = 1;

function build(): ReadonlyMap<string, number> {
  const masks = new Map<string, number>();
  for (const word of ENGLISH_WORDS.split(/\s+/u)) masks.set(word, ENGLISH);
  OTHER_LATIN.forEach((words, i) => {
    for (const word of words.split(' ')) {
      const mask = masks.get(word) ?? 0;
      if ((mask & ENGLISH) === 0) masks.set(word, mask | (2 << i));
    }
  });
  return masks;
}

/** Hash of no letters. */
export const EMPTY_HASH = 0x811c9dc5;
/** Open addressing, a quarter full. */
const SLOTS = 1 << 13;
const hashes = new Int32Array(SLOTS);
const masks = new Uint16Array(SLOTS);

for (const [word, mask] of build()) {
  let hash = EMPTY_HASH;
  for (let i = 0; i < word.length; i++) hash = addToHash(hash, word.charCodeAt(i));
  let slot = hash & (SLOTS - 1);
  while (masks[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
  hashes[slot] = hash;
  masks[slot] = mask;
}

/** Adds a lower-case letter to the hash of those before it (FNV-1a of Fowler, Noll and Vo, a unit at a time). */
export function addToHash(hash: number, letter: number): number {
  return Math.imul(hash ^ letter, 0x01000193);
}

/**
 * Languages in which the word with this hash is a function word, as a mask; 0 when in none. One unlisted word in three million
 * has the hash of a listed one, which changes no count that matters.
 */
export function functionWordsOf(hash: number): number {
  for (let slot = hash & (SLOTS - 1); masks[slot] !== 0; slot = (slot + 1) & (SLOTS - 1)) {
    if (hashes[slot] === hash) return masks[slot]!;
  }
  return 0;
}
