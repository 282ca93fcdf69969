"""Every setting, read once from the environment; all wrong ones are reported together."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import (
    AfterValidator,
    AliasGenerator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
)

from scoring.errors import InputError

_HERE = frozenset({"127.0.0.1", "localhost"})  # a Bot API server of one's own
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_PRICE = re.compile(r"\d+(?:\.\d+)?\s*,\s*\d+(?:\.\d+)?", re.ASCII)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_CHECKED = Field(default=None, validate_default=True)  # what may be left out only sometimes


def _token(token: SecretStr) -> SecretStr:
    if _TOKEN.fullmatch(token.get_secret_value()):
        return token
    raise ValueError("this is no token; @BotFather gives one that looks like 123456:ABC-def")


def _address(url: str) -> str:
    if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).hostname:
        return url
    raise ValueError("this must be an address that begins with https:// or http://")


def parts(text: str, mark: str) -> list[str]:
    """Return what stands between the marks, an empty part too; nothing has no parts."""
    return [part.strip() for part in text.split(mark)] if text else []


def _models(text: str) -> str:
    if all(parts(text, ",")):
        return text
    raise ValueError("a comma has no model beside it")


def _fitting(values: list[str], info: ValidationInfo) -> None:
    """Let through one value for all models, or one for each. Raises ValueError."""
    names = parts(info.data.get("llm_model") or "", ",")
    if len(values) > 1 and names and len(values) != len(names):
        raise ValueError(f"{len(values)} are given for {len(names)} models in LLM_MODEL")


def _keys(secret: SecretStr, info: ValidationInfo) -> SecretStr:
    _fitting(parts(secret.get_secret_value(), ","), info)
    return secret


def _addresses(text: str, info: ValidationInfo) -> str:
    _fitting(parts(text, ","), info)
    for each in filter(None, parts(text, ",")):
        _address(each)
    return text


def _prices(text: str, info: ValidationInfo) -> str:
    _fitting(parts(text, ";"), info)
    if all(_PRICE.fullmatch(each) for each in filter(None, parts(text, ";"))):
        return text
    raise ValueError("dollars per million tokens read and written are needed, such as 0.4,1.6")


def _webhook(url: str) -> str:
    """Return the address. Raises ValueError for one that Telegram would not take."""
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE):
        return url
    raise ValueError("this must be an address that begins with https://")


def _webhook_secret(secret: SecretStr) -> SecretStr:
    if _SECRET.fullmatch(secret.get_secret_value()):
        return secret
    raise ValueError("Telegram takes 1 to 256 letters, digits, _ and - here")


def _with_port(url: str, info: ValidationInfo) -> str:
    """Return the address under which others reach our web server. Raises ValueError."""
    parts = urlsplit(_address(url))
    if parts.query or parts.fragment or parts.username:
        raise ValueError("this must be an address without ?, # and a name")
    if info.data.get("web_port") is None:
        raise ValueError("WEB_PORT is needed too, the port that the web server listens on")
    return url.rstrip("/")


def _one_line(text: str) -> str:
    if text.isprintable():
        return text
    raise ValueError("it holds a character that no mailbox takes")


def _mail_host(host: str) -> str:
    if re.fullmatch(r"[\w.:-]{1,253}", host):
        return host
    raise ValueError("this must be the name of a mail server, such as imap.example.com")


def _for_mailbox(text: str | None, info: ValidationInfo) -> str | None:
    """Let nothing through only where no mailbox is read. Raises ValueError."""
    if text is None and info.data.get("mailbox_host"):
        raise ValueError("it is needed with MAILBOX_HOST")
    return text and _one_line(text)


def _mail_password(secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
    _for_mailbox(secret.get_secret_value() if secret else None, info)
    return secret


class Settings(BaseModel):
    """The whole configuration, frozen. A field `llm_model` is the variable LLM_MODEL."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        alias_generator=AliasGenerator(alias=str.upper),
        validate_by_name=True,
    )

    telegram_token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    telegram_api: Annotated[str, AfterValidator(_address)] = "https://api.telegram.org"
    webhook_url: Annotated[str, AfterValidator(_webhook)] | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = None
    webhook_listen: str = "0.0.0.0"  # noqa: S104 - inside a container the proxy is another host
    webhook_port: int = Field(default=8443, ge=1, le=65535)
    web_port: int | None = Field(default=None, ge=1, le=65535)  # None: there is no web server
    web_listen: str = "0.0.0.0"  # noqa: S104 - as the webhook
    web_url: Annotated[str, AfterValidator(_with_port)] | None = None  # None: no feeds
    access: Literal["owner", "open", "invite", "allow"] = "owner"
    invite_code: SecretStr | None = None
    allowed_ids: tuple[int, ...] = ()
    database: Path = Field(default_factory=lambda: user_data_path("daily-job-picks") / "picks.db")
    sources: tuple[str, ...] = ()  # empty: every source that needs no key
    boards: tuple[str, ...] = ()  # "greenhouse:acme"; empty: the starter list
    find_boards: int | None = Field(default=None, ge=0, le=5000)  # None: 200, and 0 with `boards`
    countries: tuple[str, ...] = ()
    adzuna_id: str | None = None
    adzuna_key: SecretStr | None = None
    usajobs_email: str | None = None
    usajobs_key: SecretStr | None = None
    linkedin_guest_pages: bool = False
    mailbox_host: Annotated[str, AfterValidator(_mail_host)] | None = None  # None: none is read
    mailbox_port: int = Field(default=993, ge=1, le=65535)
    mailbox_user: Annotated[str | None, AfterValidator(_for_mailbox)] = _CHECKED
    mailbox_password: Annotated[SecretStr | None, AfterValidator(_mail_password)] = _CHECKED
    mailbox_folder: Annotated[str, AfterValidator(_one_line)] = "INBOX"
    ingest_every_minutes: int = Field(default=60, ge=5, le=1440)
    llm_model: Annotated[str, AfterValidator(_models)] | None = None  # several by commas
    llm_api_key: Annotated[SecretStr, AfterValidator(_keys)] | None = None
    llm_api_base: Annotated[str, AfterValidator(_addresses)] | None = None
    llm_timeout_s: float = Field(default=60.0, ge=1, le=600)
    llm_price: Annotated[str, AfterValidator(_prices)] | None = None
    llm_daily_usd: float = Field(default=1.0, ge=0)
    llm_person_daily_usd: float = Field(default=0.25, ge=0)
    keep_closed_days: int = Field(default=60, ge=14, le=3650)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def source_keys(self) -> dict[str, str]:
        """Return the keys of sources that need one, by the names of their variables."""
        key, other = self.adzuna_key, self.usajobs_key
        keys = {
            "ADZUNA_ID": self.adzuna_id,
            "ADZUNA_KEY": key and key.get_secret_value(),
            "USAJOBS_EMAIL": self.usajobs_email,
            "USAJOBS_KEY": other and other.get_secret_value(),
            "LINKEDIN_GUEST_PAGES": "yes" if self.linkedin_guest_pages else None,
        }
        return {name: value for name, value in keys.items() if value}

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Return the settings. Raises InputError with a line for each wrong variable.

        A variable that is empty counts as not set; a list is separated by commas.
        """
        given = {key: _value(key, text) for key, text in environ.items() if text.strip()}
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            found = error.errors(include_input=False)
            lines = [f"  {str(e['loc'][0]).upper()}: {e['msg']}" for e in found]
            raise InputError("\n".join(["These settings do not fit:", *lines])) from None


_LISTS = frozenset({"ALLOWED_IDS", "SOURCES", "BOARDS", "COUNTRIES"})


def _value(key: str, text: str) -> object:
    if key not in _LISTS:
        return text.strip()
    return [part.strip() for part in text.split(",") if part.strip()]
