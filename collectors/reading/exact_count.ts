/** Counts of APIs, which are told to the unit. */
import { z } from 'zod';
import type { Count } from '../../warehouse/contracts/counts.ts';

/** Null = not told; a number below zero is how some platforms hide one. */
export function exactCount(value: number | null | undefined): Count | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? { value, granularity: 1, isFloor: false }
    : null;
}

/** A count in a payload. Whatever else stands there is none: an odd count must not cost the post. */
export const countField = z.number().nullish().catch(null);
