"""Parquet, with the types of the result."""

from pathlib import Path

from trafficking_explorer.store.console import Answer


def write_parquet(path: Path, answer: Answer) -> None:
    """Write the rest of an answer, batch by batch."""
    import pyarrow.parquet as pq

    with answer.record_batches() as reader, pq.ParquetWriter(path, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)
