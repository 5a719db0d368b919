/** The latest day that may be asked for is tomorrow as the workspace's zone counts days. */
import { expect, test } from 'vitest';
import { asOfFrom } from '../../jobs/cli/app.ts';
import { zoneOffset } from '../../warehouse/contracts/time.ts';

const ws = { offset: zoneOffset('Asia/Shanghai') };
/** Already the 17th in Shanghai. */
const now = Date.UTC(2026, 10, 16, 20);

test('tomorrow in the zone is taken, the day after is not', () => {
  expect(asOfFrom('2026-11-18', ws, now).date).toBe('2026-11-18');
  expect(() => asOfFrom('2026-11-19', ws, now)).toThrow('2026-11-19 lies in the future');
  expect(asOfFrom(undefined, ws, now).date).toBe('2026-11-16');
});
