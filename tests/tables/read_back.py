"""Reads tables of facts with DuckDB and Polars and holds them against the JSON of the same articles.

usage: read_back.py FOLDER PAGE    the folder holds facts.parquet, facts.arrow, facts.arrows and facts.jsonl,
                                   the page SQL that must find something in facts.parquet
"""

import json
import os
import re
import sys
from decimal import Decimal

import duckdb
import polars

folder, page = sys.argv[1:]
page = open(page, encoding="utf-8").read()
os.chdir(folder)

facts = [json.loads(line) for line in open("facts.jsonl", encoding="utf-8")]
table = duckdb.sql("from 'facts.parquet'")
rows = [dict(zip(table.columns, row)) for row in table.fetchall()]
assert len(rows) == len(facts), (len(rows), len(facts))


def number(text):
    return None if text is None else Decimal(text)


for row, fact in zip(rows, facts):
    value, frame = fact["value"], fact["frame"]
    expected = {
        "document": fact["document"],
        "start_byte": fact["start"],
        "end_byte": fact["end"],
        "text": fact["text"],
        "kind": fact["kind"],
        "lower": number(value.get("lower", value.get("number"))),
        "upper": number(value.get("upper", value.get("number"))),
        "unit": value.get("unit"),
        "edtf": value.get("edtf"),
        "grain": value.get("grain"),
        "subject": frame.get("of"),
        "event": frame.get("event"),
        "period": frame.get("period"),
        "status": frame.get("status", "asserted"),
        "places": frame.get("places", []),
        "names": frame.get("names", []),
        "sources": frame.get("sources", []),
    }
    found = {column: row[column] for column in expected}
    assert found == expected, (found, expected)
    for column, key in (("time_start", "start"), ("time_end", "end")):
        moment = value.get(key) if fact["kind"] == "date" else None
        stored = row[column]
        assert (stored is None) == (moment is None), (row, fact)
        assert stored is None or stored.isoformat().startswith(moment), (row, fact)

parquet = polars.read_parquet("facts.parquet")
assert parquet.height == len(facts)
assert parquet.equals(polars.read_ipc("facts.arrow"))
assert parquet.equals(polars.read_ipc_stream("facts.arrows"))
for column in ("lower", "upper"):
    assert parquet[column].to_list() == [row[column] for row in rows]

queries = re.findall(r"```sql\n(.*?)```", page, re.S)
assert queries, "no SQL on the page"
for query in queries:
    assert duckdb.sql(query).fetchall(), query

print(f"{len(facts)} facts read back; {len(queries)} queries ran")
