import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unitsOf } from '../../transforms/units.ts';

describe('unitsOf', () => {
  test('holds the units of the text asked for, lone surrogates and long texts included, whatever was asked before', () => {
    const texts = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
        fc.nat({ max: 9000 }).map((length) => '好a'.repeat(length)),
      ),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(texts, (all) => {
        for (const text of [...all, all[0]!, all[0]!]) {
          const units = unitsOf(text);
          expect(units.length).toBeGreaterThan(text.length);
          for (let i = 0; i < text.length; i++) if (units[i] !== text.charCodeAt(i)) throw new Error(`unit ${i}`);
        }
      }),
    );
  });
});
