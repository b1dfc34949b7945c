"""The corpus as tables; the one package that imports duckdb."""
