"""Texts: every key that is used exists, every key is used, and both languages agree."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jinja2 import Environment, meta

from club.messages.notices import ANSWERS, Kind, Reason
from club.people.honorifics import Sex
from handlers.conversation.chat import text
from handlers.conversation.texts import FEATURES, LANGUAGES, Texts, load_sources
from storage.people.persons import Person

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {language: load_sources(language) for language in LANGUAGES}
CODE = "\n".join(
    p.read_text(encoding="utf-8")
    for layer in ("club", "handlers", "bot")
    for p in (ROOT / layer).rglob("*.py")
)
KEY = re.compile(rf'"((?:{"|".join(FEATURES)})\.[a-z_0-9]+(?:\.[a-z_0-9]+)*)"')
MADE = re.compile(rf'f"((?:{"|".join(FEATURES)})\.[a-z_.]*)\{{')
COMPUTED = {key for key in SOURCES["vi"] if any(key.startswith(prefix) for prefix in MADE.findall(CODE))}


def test_every_key_used_exists() -> None:
    assert sorted(set(KEY.findall(CODE)) - set(SOURCES["vi"])) == []


def test_every_key_is_used() -> None:
    shorter = {
        key for key in SOURCES["vi"] if key.endswith("_short") and key.removesuffix("_short") in SOURCES["vi"]
    }
    assert sorted(set(SOURCES["vi"]) - set(KEY.findall(CODE)) - COMPUTED - shorter) == []


def test_every_kind_state_and_reason_has_its_words() -> None:
    for kind in Kind:
        assert f"notices.kind.{kind.value}" in SOURCES["vi"]
        assert kind in ANSWERS or f"notices.why.{kind.value}" in SOURCES["vi"]
    for reason in Reason:
        assert f"notices.reason.{reason.value}" in SOURCES["vi"]


def test_languages_have_the_same_keys_with_the_same_placeholders() -> None:
    assert set(SOURCES["vi"]) == set(SOURCES["en"])
    environment = Environment(autoescape=True)
    for name in ("dong", "code", "phone", "rate", "clock", "thousands", "weekday", "date", "day"):
        environment.filters[name] = str
    for key in SOURCES["vi"]:
        names = [
            meta.find_undeclared_variables(environment.parse(SOURCES[language][key])) - {"you", "You"}
            for language in LANGUAGES
        ]
        assert names[0] == names[1], key


@pytest.mark.parametrize("key", sorted(SOURCES["vi"]))
def test_sentences_are_short_and_speak_no_jargon(key: str) -> None:
    said = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<.*?>", "", SOURCES["vi"][key])
    spoken = not key.rpartition(".")[2].startswith("words")  # what people may type is read out by nobody
    assert not spoken or len(said) <= 420, key
    if not key.startswith(
        (
            "common.words",
            "health.words",
            "meetings.words",
            "loans.words",
            "members.words",
            "notices.words",
            "common.label_menu",
        )
    ):
        assert not re.search(
            r"\b(error|chat|bot|click|server|database|update|token|online|menu bar|ok)\b", said, re.IGNORECASE
        ), key
    assert "tăng huyết áp" not in said


def test_what_people_write_is_always_escaped() -> None:
    texts = Texts(ZoneInfo("Asia/Ho_Chi_Minh"))
    voice = texts.voice(None, date(2026, 11, 23))
    said = voice.say(text("notices.broadcast", club="A & B", body="<script>alert(1)</script> {{ you }}"))
    assert "<script>" not in said
    assert "&lt;script&gt;" in said
    assert "{{ you }}" in said


def test_people_are_addressed_by_age_and_sex_or_as_they_chose() -> None:
    texts = Texts(ZoneInfo("Asia/Ho_Chi_Minh"))
    today = date(2026, 11, 23)
    assert texts.voice(Person(1, "Lò Thị Ón", 1948, Sex.FEMALE), today).you == "bà"
    assert texts.voice(Person(1, "Lò Thị Ón", 1940, Sex.FEMALE), today).you == "cụ"
    assert texts.voice(Person(1, "Lò Thị Ón", 1940, Sex.FEMALE, honorific="co"), today).you == "cô"
    assert texts.voice(None, today).you == "bác"


def test_instants_are_shown_in_local_time() -> None:
    texts = Texts(ZoneInfo("Asia/Ho_Chi_Minh"))
    at = datetime(2026, 11, 23, 18, 0, tzinfo=ZoneInfo("UTC"))
    assert texts.plain("meetings.line", at=at) == "thứ ba 24/11/2026"
    assert texts.plain("meetings.line", "en", at=at) == "tuesday 24/11/2026"
