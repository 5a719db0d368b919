"""Reads a published run with other implementations (an older DuckDB, pyarrow, openpyxl) and prints what they saw as JSON.

Usage: read_exports.py EXPORT_DIR
"""

import json
import sys
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq


def database(path):
    connection = duckdb.connect(str(path), read_only=True)
    columns = connection.execute(
        "select table_name, column_name, data_type, comment from duckdb_columns() where not internal order by 1, column_index"
    ).fetchall()
    tables = {}
    for table, column, data_type, comment in columns:
        tables.setdefault(table, {})[column] = [data_type, comment]
    rows = {table: connection.execute(f'select count(*) from "{table}"').fetchone()[0] for table in tables}
    return {"tables": tables, "rows": rows}


def parquet(root):
    seen = {}
    for mart in sorted(root.iterdir()):
        table = pq.read_table(mart)
        files = sorted(str(file.relative_to(mart)) for file in mart.rglob("*.parquet"))
        seen[mart.name] = {
            "types": {field.name: str(field.type) for field in table.schema},
            "rows": table.num_rows,
            "files": files,
        }
    return seen


def workbook(path):
    book = openpyxl.load_workbook(path)
    sheets = []
    for sheet in book:
        cells = [cell for row in sheet.iter_rows() for cell in row]
        sheets.append(
            {
                "name": sheet.title,
                "freeze": sheet.freeze_panes,
                "filter": sheet.auto_filter.ref,
                "rows": sheet.max_row,
                "formulas": sum(cell.data_type == "f" for cell in cells),
                "links": [cell.hyperlink.target for cell in cells if cell.hyperlink],
                "formats": sorted({cell.number_format for cell in cells if cell.value is not None}),
            }
        )
    return sheets


def main():
    root = Path(sys.argv[1])
    versions = {"duckdb": duckdb.__version__}
    print(
        json.dumps(
            {
                "versions": versions,
                "database": database(root / "koc.duckdb"),
                "parquet": parquet(root / "parquet"),
                "workbook": workbook(root / "koc_shortlist.xlsx"),
            }
        )
    )


main()
