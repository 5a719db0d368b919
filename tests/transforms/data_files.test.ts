import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../transforms/data_files.ts';

const folder = new URL('../../transforms/data/', import.meta.url);

describe('word lists', () => {
  test.each(readdirSync(folder).filter((name) => name.endsWith('.tsv')))(
    '%s says what it is and how many rows it has',
    (file) => {
      const tsv = readFileSync(new URL(file, folder), 'utf8');
      for (const field of ['source', 'licence', 'date', 'how made', 'columns'])
        expect(tsv).toMatch(new RegExp(`[#;] ${field}: `, 'u'));
      const rows = rowsOf(tsv);
      expect(tsv).toContain(`\n# rows: ${rows.length}\n`);
      const terms = rows.map(({ cells }) => cells[0]);
      expect(terms.filter((term, i) => terms.indexOf(term) !== i)).toEqual([]);
    },
  );
});
