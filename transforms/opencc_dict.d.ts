/** opencc-js ships its dictionaries as `"traditional simplified|…"` strings but without types for them. */
declare module 'opencc-js/dict/*' {
  const pairs: string;
  export default pairs;
}
