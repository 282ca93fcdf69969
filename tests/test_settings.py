"""Settings: every one is documented, and every wrong one is named at once."""

from pathlib import Path

import pytest

from bot.answers.models import models
from bot.settings import Settings
from scoring.edge.llm.completion import Model
from scoring.edge.llm.prices import Price
from scoring.errors import InputError
from scoring.sources import discover

EXAMPLE = Path(__file__).parents[1] / ".env.example"


def example() -> dict[str, str]:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def test_every_setting_has_a_line_in_the_example_and_no_line_is_unknown() -> None:
    assert set(example()) == {field.upper() for field in Settings.model_fields}


def test_the_example_as_it_stands_is_a_valid_configuration() -> None:
    settings = Settings.from_env(example())

    assert settings.access == "owner"
    assert settings.telegram_token is None


def test_an_empty_variable_counts_as_not_set() -> None:
    assert Settings.from_env({"LLM_MODEL": "  "}).llm_model is None


def test_lists_are_separated_by_commas() -> None:
    assert Settings.from_env({"ALLOWED_IDS": "7, 8,"}).allowed_ids == (7, 8)


def test_all_wrong_settings_are_named_in_one_message() -> None:
    wrong = {"ACCESS": "everybody", "WEBHOOK_PORT": "no", "LLM_DAILY_USD": "-1"}

    with pytest.raises(InputError) as caught:
        Settings.from_env(wrong)

    assert all(name in str(caught.value) for name in wrong)


def test_a_secret_never_shows_itself() -> None:
    settings = Settings.from_env({"TELEGRAM_TOKEN": "123:canary"})

    assert "canary" not in repr(settings)


def test_a_wrong_setting_is_reported_without_its_value() -> None:
    with pytest.raises(InputError) as caught:
        Settings.from_env({"ACCESS": "canary"})

    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", "canary"),
        ("TELEGRAM_TOKEN", "123456 canary"),
        ("TELEGRAM_API", "canary"),
        ("TELEGRAM_API", "ftp://canary"),
        ("LLM_API_BASE", "canary:11434"),
        ("LLM_API_BASE", "http://here:11434, canary"),
        ("LLM_MODEL", "canary,"),
        ("LLM_PRICE", "canary"),
        ("LLM_PRICE", "0.4"),
        ("LLM_PRICE", "-1,2"),
        ("LLM_TIMEOUT_S", "0"),
        ("WEBHOOK_URL", "http://canary.example.com/"),
    ],
)
def test_what_could_never_work_is_refused_at_the_start(name: str, value: str) -> None:
    with pytest.raises(InputError, match=f"{name}: ") as caught:
        Settings.from_env({name: value})

    assert "canary" not in str(caught.value)


def test_every_key_that_a_source_needs_is_a_setting() -> None:
    needed = {key for source in discover().values() for key in source.needs}
    settings = Settings.from_env(dict.fromkeys(needed, "yes"))

    assert set(settings.source_keys) == needed
    assert "ADZUNA_KEY" not in Settings().source_keys


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LLM_API_KEY", "canary,canary,canary"),
        ("LLM_API_BASE", "http://a, http://b, http://c"),
        ("LLM_PRICE", "1,2;3,4;5,6"),
    ],
)
def test_what_belongs_to_each_model_is_given_once_or_for_each(name: str, value: str) -> None:
    with pytest.raises(InputError, match=f"{name}: .*3 are given for 2 models") as caught:
        Settings.from_env({"LLM_MODEL": "openai/a, ollama/b", name: value})

    assert "canary" not in str(caught.value)


def test_a_chain_of_models_has_what_belongs_to_each() -> None:
    settings = Settings.from_env(
        {
            "LLM_MODEL": "openai/a, ollama/b",
            "LLM_API_KEY": "sk-1,",
            "LLM_API_BASE": ", http://localhost:11434",
            "LLM_PRICE": "0.4,1.6;",
            "LLM_TIMEOUT_S": "300",
        }
    )

    assert models(settings) == (
        Model(
            name="openai/a",
            api_key="sk-1",
            timeout_s=300,
            price=Price(read_usd=0.4, written_usd=1.6, source="set"),
        ),
        Model(name="ollama/b", api_base="http://localhost:11434", timeout_s=300),
    )


def test_what_stands_alone_counts_for_every_model() -> None:
    settings = Settings.from_env({"LLM_MODEL": "openai/a,openai/b", "LLM_API_KEY": "sk-1"})

    assert [each.api_key for each in models(settings)] == ["sk-1", "sk-1"]
    assert models(Settings.from_env({})) == ()


MAILBOX = {"MAILBOX_HOST": "imap.example.com", "MAILBOX_USER": "me", "MAILBOX_PASSWORD": "canary"}


def test_no_mailbox_is_read_unless_one_is_set() -> None:
    assert Settings.from_env({}).mailbox_host is None


@pytest.mark.parametrize("missing", ["MAILBOX_USER", "MAILBOX_PASSWORD"])
def test_a_mailbox_needs_all_that_opens_it(missing: str) -> None:
    with pytest.raises(InputError, match=missing):
        Settings.from_env({key: text for key, text in MAILBOX.items() if key != missing})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAILBOX_HOST", "https://canary"),
        ("MAILBOX_FOLDER", 'canary"\r\nx DELETE INBOX'),
        ("MAILBOX_USER", "canary\r\nx"),
        ("MAILBOX_PASSWORD", "canary\nx"),
    ],
)
def test_nothing_of_the_mailbox_can_be_a_command_of_its_own(name: str, value: str) -> None:
    with pytest.raises(InputError, match=name) as caught:
        Settings.from_env(MAILBOX | {name: value})

    assert "canary" not in str(caught.value)


def test_the_password_of_the_mailbox_never_shows_itself() -> None:
    assert "canary" not in repr(Settings.from_env(MAILBOX))
