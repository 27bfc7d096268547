"""`lienthehe understand …` as somebody uses it who helps people: what is shown, and that nothing comes of it."""

from __future__ import annotations

import asyncio
import json
import socket
import sqlite3
from pathlib import Path
from typing import Any, NoReturn

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import app
from bot.questions import QUESTIONS, question_of
from bot.rehearsal import ROLES, Club, Rehearsal
from handlers.understanding import TABLE
from tests.e2e.process import output, write_config

READERS = [reader.name for reader in TABLE]


@pytest.fixture(scope="module")
def club() -> Club:
    return asyncio.run(Rehearsal.found())


@pytest.fixture(autouse=True)
def _logging_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command sets up logging for its whole process, which here is that of the tests."""
    monkeypatch.setattr("bot.logs.configure", lambda *_, **__: None)


@pytest.fixture
def found_once(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    """The made-up club is founded once for all tests; each still opens its own."""

    async def found(*_: object) -> Club:
        return club

    monkeypatch.setattr(Rehearsal, "found", found)


def run(*args: str) -> Result:
    return CliRunner().invoke(app, ["understand", *args])


def shown(*args: str) -> dict[str, Any]:
    result = run(*args, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def in_order(passed: list[dict[str, str]], reader: str) -> bool:
    """Whether the readers stand in the order of the table, the one that took it at last."""
    places = [READERS.index(one["reader"]) for one in passed] + [READERS.index(reader)]
    return places == sorted(set(places))


# --- what is shown


@pytest.mark.usefixtures("found_once")
@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_heard(role: str) -> None:
    found = shown("Tôi đau ngực quá", "--as", role)
    assert (found["as"], found["reader"], found["text"]) == (role, "danger", "Tôi đau ngực quá")
    assert "115" in found["answer"].splitlines()[0]
    assert [one["reader"] for one in found["passed"]] == ["document", "button"]
    found = shown("con mèo trèo cây cau", "--as", role)
    assert found["reader"] == "not understood"
    assert found["answer"]
    assert in_order(found["passed"], found["reader"])
    assert all(set(one) == {"reader", "why"} and all(one.values()) for one in found["passed"])


@pytest.mark.usefixtures("found_once")
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_can_stand(name: str) -> None:
    question = QUESTIONS[name]
    found = shown("con mèo trèo cây cau", "--asking", name)
    assert (found["asking"], found["as"]) == (name, question.role)
    assert in_order(found["passed"], found["reader"])
    assert (found["keeps"], found["books"], found["deletes"], found["tells"]) == ([], 0, 0, [])
    free = {"name", "meeting_place", "broadcast"}  # any words are an answer there
    if question.stands:
        assert found["reader"] == "answer"
        assert name in free or found["asks"] == question.stands
    assert found["answer"]
    assert {question_of(typed) for typed in (name, name.upper(), question.stands or name)} == {question}


@pytest.mark.usefixtures("found_once")
def test_what_was_read_and_what_would_be_done_is_shown() -> None:
    found = shown("mẹ tôi 185/115", "--as", "relative")
    assert found["reader"] == "reading"
    assert found["reads"] == {"readings": ["185/115"]}
    assert found["takes"].startswith("A reading")
    assert [(one["whose"], one["systolic"], one["diastolic"]) for one in found["keeps"]] == [
        ("Lò Thị Ón", 185, 115)
    ]
    assert (found["tells"], found["asks"]) == (["alert"], "danger.signs")
    assert {"reader": "danger", "why": "no sign of danger"} in found["passed"]
    assert "<b>" not in found["answer"]
    assert shown("dạ đúng", "--asking", "repay_sure")["books"] == 1
    assert shown("Mẹ  tôi", "--as", "relative")["normal"] == "Mẹ tôi"


@pytest.mark.usefixtures("found_once")
def test_it_is_shown_for_people_too() -> None:
    result = run("mẹ tôi 185/115", "--as", "relative")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:3] == ["text: mẹ tôi 185/115", "said by: relative", "taken by: reading"]
    assert "would keep: 185/115 of Lò Thị Ón, 2026-11-23 09:00" in lines
    assert "would tell others: alert" in lines
    assert lines.index("answer:") < lines.index("  [Có]") < lines.index("passed over by:")
    assert "  danger: no sign of danger" in lines
    own = run("dung", "--as", "treasurer", "--asking", "repay_sure").stdout.splitlines()
    assert own[:4] == ["text: dung", "said by: treasurer", "asked before: repay_sure", "taken by: answer"]
    assert not [line for line in own if line.startswith("would")]


@pytest.mark.usefixtures("found_once")
@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("--asking", "nonsense"), 'There is no question "nonsense". There are: danger, rsvp, '),
        (("--asking", " "), 'There is no question " ". There are: danger, rsvp, '),
        (("--as", "doctor"), 'There is no role "doctor". There are: stranger, member, '),
        (
            ("--asking", "repay_sure", "--as", "officer"),
            "Nobody asks repay_sure of the officer; try --as treasurer.",
        ),
        (("--asking", "rsvp", "--as", "stranger"), "Nobody asks rsvp of the stranger; try --as member."),
        (("--asking", "invite", "--as", "stranger"), "Nobody asks invite of the stranger; try --as member."),
        (("--config", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_what_cannot_be_shown_is_one_sentence(args: tuple[str, ...], sentence: str) -> None:
    result = run("ừ", *args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1


# --- that nothing comes of it


async def test_no_database_is_touched(tmp_path: Path) -> None:
    """Neither the one in the settings file, nor the one that the environment names, nor one left behind."""
    config, scratch = write_config(tmp_path), tmp_path / "tmp"
    scratch.mkdir()
    code, _, _ = await output(
        "club", "add", "CLB", "--commune", "xã", "--province", "tỉnh", "--config", str(config)
    )
    assert code == 0
    with sqlite3.connect(tmp_path / "club.db") as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.close()
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    environment = {
        "LIENTHEHE_CONFIG": str(config),
        "LIENTHEHE__STORAGE__URL": f"sqlite+aiosqlite:///{tmp_path / 'club.db'}",
        "LIENTHEHE__LANGUAGE": "en",
        "TMPDIR": str(scratch),
    }
    code, said, errors = await output(
        "understand", "mẹ tôi 185/115", "--as", "relative", environment=environment, cwd=tmp_path
    )
    assert (code, errors) == (0, "")
    assert "answer:\n" in said
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
    assert list(scratch.iterdir()) == []


def test_no_network_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIENTHEHE__TELEGRAM__TOKEN", "123456:token-of-a-real-bot")
    tried: list[object] = []

    def refuse(_: socket.socket, address: object) -> NoReturn:
        tried.append(address)
        raise OSError("no network")

    for way in ("connect", "connect_ex", "bind"):
        monkeypatch.setattr(socket.socket, way, refuse)
    found = shown("mẹ tôi 185/115", "--as", "relative")
    assert found["tells"] == ["alert"]
    assert tried == []
    assert list(tmp_path.iterdir()) == []
