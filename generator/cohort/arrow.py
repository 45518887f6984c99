"""pyarrow, where it is there: the extra `tables`. Nothing else imports it."""

from __future__ import annotations

try:
    import pyarrow as pa
    from pyarrow import csv, parquet
except ModuleNotFoundError:  # told when a table is asked for
    pa = csv = parquet = None

__all__ = ["csv", "pa", "parquet"]
