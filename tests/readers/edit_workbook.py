"""Edits a workbook of koc as a person would, with another implementation, and prints the rows of a tab before the edit as JSON.

Usage: edit_workbook.py FROM TO EDITS, where EDITS is JSON: {"tab": 0, "edits": [[key_prefix, header, value], …], "reverse": bool}
A value that begins with "date:" becomes a date cell, one that begins with "=" a formula.
"""

import json
import sys
from datetime import date

import openpyxl

source, target, wanted = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
book = openpyxl.load_workbook(source)
sheet = book.worksheets[wanted["tab"]]
headers = [cell.value for cell in sheet[1]]
key = headers.index("row_key")
before = [
    {header: str(cell.value) if cell.value is not None else None for header, cell in zip(headers, row)}
    for row in sheet.iter_rows(min_row=2)
    if row[key].value
]


def typed(value):
    if isinstance(value, str) and value.startswith("date:"):
        return date.fromisoformat(value[5:])
    return value


for prefix, header, value in wanted["edits"]:
    for row in sheet.iter_rows(min_row=2):
        if str(row[key].value or "").startswith(prefix):
            row[headers.index(header)].value = typed(value)

if wanted.get("reverse"):
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for at, values in enumerate(reversed(rows), start=2):
        for column, value in enumerate(values, start=1):
            sheet.cell(row=at, column=column).value = value
    sheet.insert_cols(1)
    sheet.cell(row=1, column=1, value="mine")

book.save(target)
print(json.dumps(before))
