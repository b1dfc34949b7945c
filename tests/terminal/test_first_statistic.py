"""The road of a curator, in a real terminal."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.terminal.first_statistic import MOST_KEYS, run
from tests.terminal.pty_session import clean_environment, installed_program


@pytest.mark.slow
def test_from_an_article_to_a_statistic_on_the_screen(tmp_path: Path) -> None:
    """At most fifteen keys, the last of which quits; the record is valid, with its passage."""
    program = installed_program()
    session = run(program, tmp_path)
    assert len(session.keys) <= MOST_KEYS
    env = clean_environment(tmp_path / "home")
    query = (
        "select value, unit, measure, exact from statistics join evidence "
        "on record_id = statistic_id and field = 'record' where statistics.source_id = 'bridge'"
    )
    asked: list[str | Path] = [program, "--corpus", "corpus", "sql", query, "--format", "json"]
    told = subprocess.run(asked, cwd=tmp_path, env=env, check=True, capture_output=True)
    (statistic,) = json.loads(told.stdout)
    assert (statistic["value"], statistic["unit"], statistic["measure"]) == (
        12,
        "persons",
        "arrests",
    )
    assert "12 suspected traffickers" in statistic["exact"]
    checked: list[str | Path] = [program, "check", "corpus", "--no-findings"]
    subprocess.run(checked, cwd=tmp_path, env=env, check=True, capture_output=True)


def test_the_recording_can_be_played(tmp_path: Path) -> None:
    """It names no folder of this machine."""
    cast = Path(__file__).parents[2] / "screenshots" / "first-statistic.cast"
    head, *events = [json.loads(line) for line in cast.read_text("utf-8").splitlines()]
    assert head["version"] == 2
    assert [at for at, _, _ in events] == sorted(at for at, _, _ in events)
    assert len([kind for _, kind, _ in events if kind == "i"]) <= MOST_KEYS
    assert all("/home/" not in text and "/tmp" not in text for _, _, text in events)
