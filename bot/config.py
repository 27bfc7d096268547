"""Settings: `config.toml`, each key also as `LIENTHEHE__SECTION__KEY`.

Unknown keys are refused by name and file.

ConfigError: one sentence for the operator.
"""

from __future__ import annotations

import os
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from club.messages.notices import Lead
from club.messages.quiet import QuietHours
from handlers.conversation.turn import ReminderRules

PREFIX = "LIENTHEHE__"


class ConfigError(Exception):
    """The settings cannot be used; the message says which key of which file and what to do."""


def _time(value: object) -> object:
    if isinstance(value, str):
        return time.fromisoformat(value)
    if not isinstance(value, time):
        raise ValueError('write it such as "08:00"')
    return value


def _leads(value: object) -> object:
    if isinstance(value, str):
        value = [part for part in value.strip("[]").replace('"', "").split(",") if part.strip()]
    if isinstance(value, list):
        return tuple(v if isinstance(v, Lead) else Lead.parse(str(v)) for v in value)
    return value


def _root(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("must start with http:// or https://")
    return value.rstrip("/")


Root = Annotated[str, AfterValidator(_root)]
TimeOfDay = Annotated[time, BeforeValidator(_time)]
Leads = Annotated[tuple[Lead, ...], BeforeValidator(_leads)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class StorageSettings(_Section):
    """`[storage]`"""

    url: str = Field(
        "sqlite+aiosqlite:///data/club.db", description="Where data is kept: SQLite file or PostgreSQL"
    )


class WebhookSettings(_Section):
    """`[telegram.webhook]`, `[zalo.webhook]`: where the channel's servers hand in updates."""

    listen: str = Field(
        "127.0.0.1", description="Address that the web server listens on, behind nginx or Caddy"
    )
    port: int = Field(8443, ge=1, le=65535, description="Port that the web server listens on")
    public_url: str = Field("", description="The https address under which the channel reaches it")
    secret: SecretStr = Field(
        SecretStr(""), description="Shared secret that every delivery must carry (8-256 letters)"
    )


class TelegramSettings(_Section):
    """`[telegram]`"""

    token: SecretStr = Field(SecretStr(""), description="The bot's token from @BotFather")
    api_url: Root = Field(
        "https://api.telegram.org", description="Root of the Bot API server, without /bot<token>"
    )
    mode: Literal["polling", "webhook"] = Field("polling", description="How updates arrive")
    owners: tuple[int, ...] = Field((), description="Chat ids of the operators")
    messages_per_second: float = Field(25, gt=0, description="Messages a second to all chats together")
    messages_per_chat: float = Field(
        1, gt=0, description="Messages a second to one chat, after a small burst"
    )
    webhook: WebhookSettings = WebhookSettings()


class ZaloSettings(_Section):
    """`[zalo]`"""

    token: SecretStr = Field(SecretStr(""), description="The bot's token from the Zalo Bot Manager")
    api_url: Root = Field(
        "https://bot-api.zaloplatforms.com", description="Root of the Zalo Bot Platform, without /bot<token>"
    )
    mode: Literal["polling", "webhook"] = Field(
        "polling", description="How updates arrive; webhook loses nothing"
    )
    owners: tuple[str, ...] = Field((), description="Chat ids of the operators")
    messages_per_second: float = Field(5, gt=0, description="Messages a second to all chats together")
    messages_per_chat: float = Field(
        1, gt=0, description="Messages a second to one chat, after a small burst"
    )
    parse_mode: Literal["", "html"] = Field("", description="How bold is written; empty for plain text")
    link: str = Field("", description="Address that opens the bot's chat, for invitations")
    webhook: WebhookSettings = WebhookSettings()


class ReminderSettings(_Section):
    """`[reminders]`"""

    meeting: Leads = Field((Lead(3, "d"), Lead(1, "d"), Lead(2, "h")), description="Before a meeting")
    loan: Leads = Field((Lead(7, "d"), Lead(2, "d"), Lead(0, "d")), description="Before an instalment is due")
    overdue: Leads = Field(
        (Lead(3, "d"), Lead(7, "d"), Lead(14, "d")), description="After it; from 14d to the board"
    )
    hour: TimeOfDay = Field(time(8), description="Local time of reminders counted in days")
    quiet_from: TimeOfDay = Field(time(20, 30), description="Start of quiet hours, local")
    quiet_to: TimeOfDay = Field(
        time(6), description="End of quiet hours, local; the same as the start for none"
    )

    def rules(self) -> ReminderRules:
        """As the handlers use them."""
        return ReminderRules(
            self.meeting, self.loan, self.overdue, self.hour, QuietHours(self.quiet_from, self.quiet_to)
        )


class HealthSettings(_Section):
    """`[health]`"""

    listen: str = Field(
        "", description='Address of /healthz and /metrics, such as "127.0.0.1:9090"; empty for none'
    )


class Settings(BaseSettings):
    """Everything that can be set."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        arbitrary_types_allowed=True,
    )

    timezone: str = Field("Asia/Ho_Chi_Minh", description="Time zone of the clubs")
    language: Literal["vi", "en"] = Field("vi", description="Language of those who have chosen none")
    storage: StorageSettings = StorageSettings()
    telegram: TelegramSettings = TelegramSettings()
    zalo: ZaloSettings = ZaloSettings()
    reminders: ReminderSettings = ReminderSettings()
    health: HealthSettings = HealthSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment goes before the file."""
        return env_settings, init_settings

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(
                f'no time zone is called "{value}"; use a name such as "Asia/Ho_Chi_Minh"'
            ) from error
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The clubs' time zone."""
        return ZoneInfo(self.timezone)

    def secrets(self) -> tuple[str, ...]:
        """What must appear in no log line, error or traceback."""
        values = [s for c in (self.telegram, self.zalo) for s in (c.token, c.webhook.secret)]
        return tuple(v.get_secret_value() for v in values if v.get_secret_value())


def problems(settings: Settings) -> list[str]:
    """What cannot work as it is written, one sentence each; the bot runs all the same and does its best."""
    found = []
    reminders = settings.reminders
    start, hour, end = reminders.quiet_from, reminders.hour, reminders.quiet_to
    if QuietHours(start, end).covers(datetime.combine(date.min, hour)):
        found.append(
            f'"reminders.hour" {hour:%H:%M} lies within the quiet hours ({start:%H:%M} to {end:%H:%M}), '
            "in which no reminder is sent; choose an hour outside them."
        )
    for name in ("meeting", "loan", "overdue"):
        leads: tuple[Lead, ...] = getattr(reminders, name)
        if len({lead.delta for lead in leads}) < len(leads):
            found.append(f'"reminders.{name}" names one moment twice; only one reminder is sent then.')
        if name == "meeting" and any(not lead.delta and lead.unit != "d" for lead in leads):
            found.append(f'"reminders.{name}" reminds at the very moment it begins, which helps nobody.')
    return found


def config_path(given: Path | None) -> Path:
    """`--config`, else `$LIENTHEHE_CONFIG`, else `config.toml`."""
    return given or Path(os.environ.get("LIENTHEHE_CONFIG") or "config.toml")


def load(given: Path | None = None) -> Settings:
    """Reads the settings. A file that was named must be there; `config.toml` may be missing.

    Raises ConfigError.
    """
    path = config_path(given)
    named = given is not None or bool(os.environ.get("LIENTHEHE_CONFIG"))
    table: dict[str, Any] = {}
    if path.exists():
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(f"{path}: this is not valid TOML: {error}.") from error
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path}: the file cannot be read ({type(error).__name__}).") from error
    elif named:
        raise ConfigError(f"{path}: there is no such file. Copy config.example.toml and fill it in.")
    try:
        settings = Settings(**table)
    except ValidationError as error:
        raise ConfigError(_sentence(error, path, table)) from None
    return settings


def _is_in(table: dict[str, Any], location: tuple[int | str, ...]) -> bool:
    here: Any = table
    for part in location:
        if isinstance(here, dict) and part in here:
            here = here[part]
        else:
            return isinstance(here, list)
    return True


def _sentence(error: ValidationError, path: Path, table: dict[str, Any]) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    location = tuple(first["loc"])
    name = ".".join(str(part) for part in location)
    variable = PREFIX + "__".join(str(part).upper() for part in location)
    where = str(path) if _is_in(table, location) else f"environment variable {variable}"
    if first["type"] == "extra_forbidden":
        return f'{where}: there is no setting "{name}". See config.example.toml for those that exist.'
    message = first["msg"].removeprefix("Value error, ")
    return f'{where}: "{name}" cannot be used: {message}.'
