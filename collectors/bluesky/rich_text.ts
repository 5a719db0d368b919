/** Text and facets of a post as the markup that all sources speak: a shown link keeps its words and says where it leads. */
import type { Facet } from './payload.ts';

/**
 * `cardUri`: address of a link card under the text; null = none. A text without links is returned as it is. Facets that overlap or
 * lie outside of the text are left out, as clients do.
 */
export function richText(text: string, facets: readonly (Facet | null)[], cardUri: string | null): string {
  const links = facets
    .flatMap((facet) => {
      const uri = facet?.features.find((feature) => isWeb(feature.uri))?.uri;
      return facet === null || !uri ? [] : [{ from: facet.index.byteStart, to: facet.index.byteEnd, uri }];
    })
    .sort((a, b) => a.from - b.from);
  const hasCard = isWeb(cardUri) && !links.some(({ uri }) => uri === cardUri);
  if (links.length === 0 && !hasCard) return text;
  const bytes = Buffer.from(text, 'utf8');
  const words = (from: number, to: number) => escaped(bytes.toString('utf8', from, to));
  let [markup, at] = ['', 0];
  for (const { from, to, uri } of links) {
    if (from < at || to <= from || to > bytes.byteLength) continue;
    markup += `${words(at, from)}<a href="${escaped(uri)}">${words(from, to)}</a>`;
    at = to;
  }
  markup += words(at, bytes.byteLength);
  return hasCard ? `${markup} <a href="${escaped(cardUri)}"></a>` : markup;
}

/** Tags of the facets and those that stand beside the text, each once, as written. */
export function hashtags(facets: readonly (Facet | null)[], tags: readonly string[]): string[] {
  const inText = facets.flatMap((facet) => facet?.features.flatMap(({ tag }) => tag ?? []) ?? []);
  return [...new Set([...inText, ...tags].map((tag) => tag.replace(/^[#＃]/u, '')).filter((tag) => tag !== ''))];
}

function isWeb(uri: string | null | undefined): uri is string {
  return /^https?:\/\//iu.test(uri ?? '');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
