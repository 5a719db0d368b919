"""Reads a published run with other implementations and prints what they saw as JSON: an older DuckDB, pyarrow, pandas, polars, openpyxl.

Usage: read_exports.py EXPORT_DIR ATTACH_SQL AUTHOR_KEY
"""

import json
import sys
from pathlib import Path

import duckdb
import openpyxl
import pandas
import polars
import pyarrow.parquet as pq

CALLS = [
    "koc_top('aurora', null, 2)",
    "koc_top('aurora', '2026-W45', null)",
    "koc_changes('aurora', null)",
    "ugc_top('aurora', null, 5)",
    "brand_trend('aurora')",
    f"author_history('{sys.argv[3]}')",
    f"why('aurora', '{sys.argv[3]}')",
]


def database(path):
    connection = duckdb.connect(str(path), read_only=True)
    columns = connection.execute(
        "select table_name, column_name, data_type, comment from duckdb_columns() where not internal order by 1, column_index"
    ).fetchall()
    tables = {}
    for table, column, data_type, comment in columns:
        tables.setdefault(table, {})[column] = [data_type, comment]
    rows = {table: connection.execute(f'select count(*) from "{table}"').fetchone()[0] for table in tables}
    return {"tables": tables, "rows": rows, "macros": called(connection)}


def called(connection):
    return {call: connection.execute(f"select count(*) from {call}").fetchone()[0] for call in CALLS}


def attached(sql):
    connection = duckdb.connect()
    connection.execute(sql)
    return called(connection)


def parquet(root):
    seen = {}
    for mart in sorted(root.iterdir()):
        table = pq.read_table(mart)
        files = sorted(str(file.relative_to(mart)) for file in mart.rglob("*.parquet"))
        seen[mart.name] = {
            "types": {field.name: str(field.type) for field in table.schema},
            "rows": table.num_rows,
            "files": files,
            "pandas": in_pandas(mart),
            "polars": in_polars(mart),
        }
    return seen


def in_pandas(mart):
    frame = pandas.read_parquet(mart, dtype_backend="pyarrow")
    return {"types": {name: str(dtype) for name, dtype in frame.dtypes.items()}, "rows": len(frame)}


def in_polars(mart):
    frame = polars.read_parquet(mart / "**/*.parquet", hive_partitioning=True)
    return {"types": {name: str(dtype) for name, dtype in frame.schema.items()}, "rows": frame.height}


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
    versions = {"duckdb": duckdb.__version__, "polars": polars.__version__, "pandas": pandas.__version__}
    print(
        json.dumps(
            {
                "versions": versions,
                "database": database(root / "koc.duckdb"),
                "attached": attached(Path(sys.argv[2]).read_text(encoding="utf-8")),
                "parquet": parquet(root / "parquet"),
                "workbook": workbook(root / "koc_shortlist.xlsx"),
            }
        )
    )


main()
