/** wink-sentiment ships no types. */
declare module 'wink-sentiment' {
  export default function sentiment(phrase: string): unknown;
}
