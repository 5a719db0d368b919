/** A recording is shared with others: nothing in it opens an account. */
import { expect, test } from 'vitest';
import { withoutSecrets, withoutTokens } from '../../jobs/pipeline/record_secrets.ts';

const PASSWORD = 'p"ß w&1';
const secrets = new Map([
  ['SKY_PASSWORD', PASSWORD],
  ['SKY_NAME', 'p"ß'],
]);

test.each([
  [
    'JSON',
    JSON.stringify({ identifier: 'ana', password: PASSWORD }),
    '{"identifier":"ana","password":"secret-of-sky_password"}',
  ],
  [
    'a form',
    new URLSearchParams({ password: PASSWORD, me: 'p"ß' }).toString(),
    'password=secret-of-sky_password&me=secret-of-sky_name',
  ],
  ['an address', `a=${encodeURIComponent(PASSWORD)}`, 'a=secret-of-sky_password'],
])('a secret sent as %s is replaced by what the suite sends', (_what, sent, kept) => {
  expect(withoutSecrets(sent, secrets)).toBe(kept);
});

test('tokens in answers get made-up values, places in a list stay', () => {
  const answer = {
    accessJwt: 'ey1',
    inner: [{ access_token: 'ey2', refreshJwt: 'ey3' }],
    nextPageToken: 'CAU',
    did: 'did:1',
  };
  expect(withoutTokens(answer)).toEqual({
    accessJwt: 'made-up',
    inner: [{ access_token: 'made-up', refreshJwt: 'made-up' }],
    nextPageToken: 'CAU',
    did: 'did:1',
  });
});
