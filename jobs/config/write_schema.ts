/** `npm run schema`: writes jobs/config/koc.schema.json anew after a change of schema.ts. */
import { writeFile } from 'node:fs/promises';
import { schemaText } from './json_schema.ts';

await writeFile(new URL('./koc.schema.json', import.meta.url), schemaText());
