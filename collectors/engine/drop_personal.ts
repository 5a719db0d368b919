/** Removes the personal fields that a collector's table says to drop, wherever they stand in a payload, before anything is sealed. */
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';

/**
 * Compiles the table. `avatar` drops every field of that name, `author.avatar` only one that stands in an `author`; positions in lists
 * do not count. `leave` gives what stays of a dropped value (undefined, the default: nothing, nor its field). The given value is not
 * changed; parts without personal fields are shared with the result.
 */
export function personalDropper(
  personal: CollectorMeta['personal'],
  leave: (dropped: unknown) => unknown = () => undefined,
): (payload: unknown) => unknown {
  const isDropped = personalFields(personal, false);
  const drop = (value: unknown, trail: Trail | null): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const kept = value.map((item) => drop(item, trail));
      return kept.some((item, index) => item !== value[index]) ? kept : value;
    }
    let kept: Record<string, unknown> | null = null;
    for (const [name, inner] of Object.entries(value)) {
      const isPersonal = isDropped(name, trail);
      const left = isPersonal ? leave(inner) : drop(inner, { name, above: trail });
      if (left === inner && !isPersonal) continue;
      kept ??= { ...value };
      if (isPersonal && left === undefined) delete kept[name];
      else kept[name] = left;
    }
    return kept ?? value;
  };
  return (payload) => drop(payload, null);
}

/** Whether a field is one that the table keeps, or one that it drops, by its name and what it stands in. */
export function personalFields(
  personal: CollectorMeta['personal'],
  isKept: boolean,
): (name: string, above: Trail | null) => boolean {
  const rules = new Map<string, string[][]>();
  for (const [path, { keep }] of Object.entries(personal)) {
    if (keep !== isKept) continue;
    const steps = path.split('.');
    const name = steps.pop()!;
    rules.set(name, [...(rules.get(name) ?? []), steps.reverse()]);
  }
  return (name, above) => rules.get(name)?.some((steps) => endsWith(above, steps)) ?? false;
}

/** Names of the objects that a value stands in, the nearest first. */
export interface Trail {
  readonly name: string;
  readonly above: Trail | null;
}

function endsWith(trail: Trail | null, steps: readonly string[]): boolean {
  let at = trail;
  for (const step of steps) {
    if (at?.name !== step) return false;
    at = at.above;
  }
  return true;
}
