/** Says in words what a place in a schema expects, from the schema's JSON Schema, so that wording and check cannot part ways. */
import { z } from 'zod';

/** The part of JSON Schema that zod writes and we word. */
export interface Shape {
  readonly type?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly propertyNames?: Shape;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

/** JSON Schema of what may be written (before defaults); parts that have none are left open. */
export function shapeOf(schema: z.ZodType): Shape {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
}

/** Every alternative that the shape offers at a path; empty when the path leads nowhere. */
export function shapesAt(shape: Shape, path: readonly PropertyKey[]): readonly Shape[] {
  let here = alternatives(shape);
  for (const step of path) {
    here = here.flatMap((one) => {
      const next = typeof step === 'number' ? one.items : (one.properties?.[String(step)] ?? one.additionalProperties);
      return typeof next === 'object' ? alternatives(next) : [];
    });
  }
  return here;
}

/** Keys that may stand at a path. */
export function knownKeys(shape: Shape, path: readonly PropertyKey[]): readonly string[] {
  return shapesAt(shape, path).flatMap((one) => Object.keys(one.properties ?? {}));
}

/** `integer ≥ 1`, `one of own, tracked`, `list of text`; null when the schema says nothing about the place. */
export function expectation(shape: Shape, path: readonly PropertyKey[]): string | null {
  const words = shapesAt(shape, path)
    .map(word)
    .filter((one) => one !== null);
  return words.length === 0 ? null : [...new Set(words)].join(' or ');
}

function alternatives(shape: Shape): readonly Shape[] {
  return (shape.anyOf ?? shape.oneOf)?.flatMap(alternatives) ?? [shape];
}

function word(shape: Shape): string | null {
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum !== undefined) return `one of ${shape.enum.join(', ')}`;
  switch (shape.type) {
    case 'integer':
    case 'number':
      return `${shape.type}${limits(shape)}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'string':
      return shape.pattern === undefined && shape.minLength === undefined ? 'text' : stringWord(shape);
    case 'array': {
      const item = shape.items === undefined ? null : word(shape.items);
      const list = item === null || item.startsWith('block') ? 'list' : `list of ${item}`;
      return shape.minItems === 1 ? `${list} (at least one)` : list;
    }
    case 'object': {
      const keys = Object.keys(shape.properties ?? {});
      return keys.length === 0
        ? 'block of key: value'
        : `block with ${keys.slice(0, 4).join(', ')}${keys.length > 4 ? ', …' : ''}`;
    }
    default:
      return shape.description ?? null;
  }
}

function stringWord(shape: Shape): string {
  if (shape.pattern !== undefined) return shape.description ?? `text like ${shape.pattern}`;
  return shape.maxLength === undefined
    ? 'text that is not empty'
    : `text of ${shape.minLength} to ${shape.maxLength} characters`;
}

/** Bounds that zod adds for safe integers say nothing to a reader. */
function limits(shape: Shape): string {
  const low = shape.minimum !== undefined && shape.minimum > Number.MIN_SAFE_INTEGER ? ` ≥ ${shape.minimum}` : '';
  const above = shape.exclusiveMinimum === undefined ? '' : ` > ${shape.exclusiveMinimum}`;
  const high = shape.maximum !== undefined && shape.maximum < Number.MAX_SAFE_INTEGER ? ` ≤ ${shape.maximum}` : '';
  return [low, above, high].filter((bound) => bound !== '').join(' and');
}
