/** What a page of Kuaishou asked: its answers do not say which video they are about, its questions do. */

import type { Received } from '../../warehouse/contracts/browse.ts';
import { jsonIn } from '../browsing/json_in.ts';
import { fieldsOf } from '../reading/fields_of.ts';

export interface Asked {
  /** Null = not known. */
  readonly photoId: string | null;
  /** Comment whose answers were asked for; null = none was named. */
  readonly rootCommentId: string | null;
}

export function askedBy({ sent, url, pageUrl }: Pick<Received, 'sent' | 'url' | 'pageUrl'>): Asked {
  const body = fieldsOf(sent === null ? null : jsonIn(sent));
  const variables = { ...body, ...fieldsOf(body['variables']) };
  const inPage = /\/short-video\/([\w-]+)/u.exec(`${url} ${pageUrl}`)?.[1] ?? null;
  return {
    photoId: textOf(variables['photoId']) ?? inPage,
    rootCommentId: textOf(variables['rootCommentId']),
  };
}

function textOf(value: unknown): string | null {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : null;
}
