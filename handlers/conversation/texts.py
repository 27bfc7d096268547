"""Texts: TOML per feature and language, rendered by Jinja2.

Templates are trusted, arguments never (autoescape).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from club.messages.message import Document, Layout, Message, Offered
from club.money import loans
from club.money.amounts import dong
from club.organisation.codes import show_code
from club.people.honorifics import honorific
from club.people.phones import show_phone
from handlers.conversation.chat import Choice, Reply, Text
from storage.people.persons import Person

LANGUAGES = ("vi", "en")
_SENTENCE_END = re.compile(r"(?<=\D[.?!])[ \n]+(?=\S)|\n(?!\n)(?=[^•\s])")
_FEW_WORDS = 6
"""A line as short as a name or an address is never broken."""
FEATURES = (
    "common",
    "members",
    "joining",
    "offices",
    "meetings",
    "health",
    "loans",
    "notices",
    "relatives",
    "addresses",
    "roster",
    "reports",
    "privacy",
    "settings",
)


def _flatten(table: Mapping[str, Any], prefix: str) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        name = f"{prefix}.{key}"
        flat.update(_flatten(value, name) if isinstance(value, dict) else {name: str(value).strip("\n")})
    return flat


def load_sources(language: str) -> dict[str, str]:
    """All texts of a language by their full key, unrendered."""
    found: dict[str, str] = {}
    for feature in FEATURES:
        source = resources.files(f"handlers.{feature}") / "texts" / f"{language}.toml"
        found.update(_flatten(tomllib.loads(source.read_text(encoding="utf-8")), feature))
    return found


class Texts:
    """Renders keys. Local time is what people read: `zone` turns instants into it."""

    def __init__(self, zone: ZoneInfo, language: str = "vi") -> None:
        self.zone = zone
        self.language = language
        self._environment = Environment(
            autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.filters.update(
            dong=dong,
            code=show_code,
            phone=show_phone,
            rate=loans.show_rate,
            clock=self._clock,
            thousands=_thousands,
        )
        self._environments: dict[str, Environment] = {}
        self._sources: dict[str, dict[str, str]] = {}
        self._templates: dict[tuple[str, str], Template] = {}
        self._plain: dict[tuple[str, str], str] = {}
        for name in LANGUAGES:
            dated = self._environment.overlay()
            dated.filters = dict(
                self._environment.filters,
                weekday=lambda value, _l=name: format_date(self._day(value), "EEEE", locale=_l).lower(),
                date=lambda value: self._day(value).strftime("%d/%m/%Y"),
                day=lambda value: self._day(value).strftime("%d/%m"),
            )
            self._environments[name] = dated
            self._sources[name] = load_sources(name)

    def _local(self, value: datetime) -> datetime:
        return value.astimezone(self.zone)

    def _day(self, value: date) -> date:
        return self._local(value).date() if isinstance(value, datetime) else value

    def _clock(self, value: datetime | time) -> str:
        return (self._local(value) if isinstance(value, datetime) else value).strftime("%H:%M")

    def render(self, key: str, language: str | None = None, **args: Any) -> str:
        """The text as HTML of the few tags that channels know (b, i)."""
        place = (language or self.language, key)
        template = self._templates.get(place)
        if template is None:
            template = self._templates[place] = self._environments[place[0]].from_string(
                self._sources[place[0]][key]
            )
        return template.render(**args)

    def plain(self, key: str, language: str | None = None, **args: Any) -> str:
        """The text without mark-up, for labels and the command line."""
        if args:
            return Markup(self.render(key, language, **args)).striptags()
        place = (language or self.language, key)
        if place not in self._plain:  # labels are looked at for every message
            self._plain[place] = Markup(self.render(key, language)).striptags()
        return self._plain[place]

    def short(self, key: str, language: str) -> str:
        """The key of the shorter wording, where there is one."""
        return f"{key}_short" if f"{key}_short" in self._sources[language] else key

    def voice(self, person: Person | None, today: date) -> Voice:
        """How this person is spoken to."""
        language = person.language if person and person.language else self.language
        form = "bac"
        if person is not None:
            form = person.honorific or honorific(person.birth_year, person.sex, today)
        large = person is not None and person.large_text
        return Voice(self, language, self.plain(f"common.honorific.{form}", language), large)


@dataclass(frozen=True)
class Voice:
    """The language and the honorific in which somebody is addressed."""

    texts: Texts
    language: str
    you: str
    large: bool = False
    """fewer words, more lines"""

    def say(self, text: Text) -> Markup:
        """One paragraph; nested texts are rendered in the same voice."""
        args = {k: self._spoken(v) for k, v in text.args.items()}
        about = args.pop("about", None)
        you = (
            str(about) if about and self.language == "vi" else self.you
        )  # "mẹ nghỉ ngơi" speaks of her as of "bà nghỉ ngơi"
        key = self.texts.short(text.key, self.language) if self.large else text.key
        rendered = self.texts.render(
            key, self.language, you=you, You=you[:1].upper() + you[1:], **args
        ).strip()
        return Markup(
            _SENTENCE_END.sub("\n\n", rendered)
            if self.large and rendered.count(" ") > _FEW_WORDS
            else rendered
        )

    def _spoken(self, value: Any) -> Any:
        if isinstance(value, Text):
            return self.say(value)
        return [self._spoken(v) for v in value] if isinstance(value, list | tuple) else value

    def label(self, choice: Choice) -> str:
        """The plain label of a choice."""
        return self.say(choice.label).striptags()

    def message(self, reply: Reply) -> Message:
        """The reply in words."""
        how = share = left_out = ""
        layout, document = Layout.BUTTONS, None
        if reply.choices:
            layout = reply.layout
            how = self._plain("type_number" if reply.numbered else "type_words")
        if reply.layout is Layout.CONTACT:
            layout, share = Layout.CONTACT, self._plain("share_phone")
        if reply.file:
            document = Document(reply.file.content, reply.file.name, reply.file.mime)
            left_out = str(self.say(reply.file.instead or Text("common.document_left_out")))
        if reply.media:
            left_out = self._plain(f"{reply.media.kind}_left_out")
        return Message(
            text="\n\n".join(str(self.say(t)) for t in reply.texts),
            choices=tuple(Offered(c.value, self.label(c)) for c in reply.choices),
            layout=layout,
            numbered=reply.numbered,
            how=how,
            share=share,
            picture=reply.picture,
            document=document,
            media=reply.media,
            left_out=left_out,
        )

    def _plain(self, name: str) -> str:
        return self.texts.plain(f"common.{name}", self.language)


def _thousands(value: int) -> str:
    return f"{value:,}".replace(",", ".")
