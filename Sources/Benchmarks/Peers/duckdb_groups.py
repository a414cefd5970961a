"""Counts the clicks of a table by each of its columns with DuckDB, over a month and over a year.

Prints a line for each: the median and the slowest time in milliseconds, best of three each, filtered and not.
"""

import statistics
import sys
import time

import duckdb

DAY = 86_400_000


def best(run):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def main(path):
    database = duckdb.connect()
    database.execute("CREATE TABLE click AS SELECT * FROM read_csv(?, header = true)", [path])
    columns = [row[0] for row in database.execute("DESCRIBE click").fetchall()]
    last = database.execute("SELECT max(moment) FROM click").fetchone()[0]
    for days in (30, 365):
        times = []
        for condition in ("", "AND country = 'US' AND browser = 'Chrome'"):
            for column in columns[1:]:
                query = f"""SELECT "{column}", count(*) FROM click WHERE moment > {last - days * DAY} {condition}
                            GROUP BY 1 ORDER BY 2 DESC LIMIT 1000"""
                times.append(best(lambda: database.execute(query).fetchall()))
        print(f"{statistics.median(times):.0f}, {max(times):.0f} ms")


main(sys.argv[1])
