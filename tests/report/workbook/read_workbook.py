"""Reads a workbook with openpyxl and prints what it saw as JSON.

Usage: read_workbook.py FILE.xlsx
"""

import json
import sys

import openpyxl


def seen(sheet):
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return {
        "name": sheet.title,
        "rows": [[None if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()],
        "freeze": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "hidden": [letter for letter, column in sheet.column_dimensions.items() if column.hidden],
        "formulas": sum(cell.data_type == "f" for cell in cells),
        "dates": sum(cell.is_date and cell.value is not None for cell in cells),
        "links": [cell.hyperlink.target for cell in cells if cell.hyperlink],
        "validations": [[each.type, str(each.sqref), each.formula1] for each in sheet.data_validations.dataValidation],
        "bars": sum(rule.type == "dataBar" for rules in sheet.conditional_formatting for rule in rules.rules),
        "paper": sheet.page_setup.paperSize,
        "orientation": sheet.page_setup.orientation,
        "titles": [sheet.print_title_rows, sheet.print_title_cols],
    }


print(json.dumps([seen(sheet) for sheet in openpyxl.load_workbook(sys.argv[1])]))
