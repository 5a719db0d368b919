/** `koc.schema.json` for editors, made from the zod schema; a test holds the committed file to it. */
import { z } from 'zod';
import { configFile } from './schema.ts';

/** The text of koc.schema.json. */
export function schemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(configFile, { io: 'input', unrepresentable: 'any' });
  const titled = { $schema, title: 'koc.yaml of koc-radar', ...schema };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
