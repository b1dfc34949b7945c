"""Timings, run by hand and by .ci/run; each module says how."""
