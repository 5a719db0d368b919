/** How TikTok says no in what was saved of it: nothing of such a body is read. */

import { jsonIn } from '../browsing/json_in.ts';
import { anyOf, emptyBody, jsonHas, type Sign } from '../browsing/refuse.ts';
import type { Refusal } from '../browsing/site.ts';
import { fieldsOf } from '../reading/fields_of.ts';

export const refusals: readonly Refusal[] = [
  {
    sign: 'code 10204, 10216 or 10231',
    is: codeIs(10_204, 10_216, 10_231),
    outcome: 'gone',
    concerns: 'query',
    todo: 'Nothing: the post was deleted, or its author shows it to nobody.',
  },
  {
    sign: 'code 10202, 10221 or 10222',
    is: codeIs(10_202, 10_221, 10_222),
    outcome: 'gone',
    concerns: 'query',
    todo: 'Nothing: the account was closed or made private.',
  },
  {
    sign: 'empty body',
    is: (answer) => !answer.isDocument && emptyBody()(answer),
    outcome: 'blocked',
    todo: 'Save it again from a page that shows the list.',
  },
  {
    sign: 'any other code than 0',
    is: ({ text, isDocument }) => {
      const { status_code, statusCode } = fieldsOf(jsonIn(text));
      return !isDocument && [status_code, statusCode].some((code) => code !== undefined && String(code) !== '0');
    },
    outcome: 'blocked',
    todo: 'Save it again from a page that shows the list.',
  },
];

function codeIs(...codes: readonly number[]): Sign {
  return anyOf(jsonHas('status_code', ...codes), jsonHas('statusCode', ...codes));
}
