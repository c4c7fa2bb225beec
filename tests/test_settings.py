"""What a deployment sets is checked at the start, and a mistake is named with what would do."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from poai.domain.prompting import ASKING, Asking
from poai.domain.retention import PERIODS, Period, RecordClass
from poai.settings import SettingError, Settings, SmtpServer


def read(tmp_path: Path, **variables: str) -> Settings:
    return Settings.read({"POAI_DATA": str(tmp_path / "data"), **variables})


def test_nothing_needs_to_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.read({})
    assert settings.data == tmp_path / "var"
    assert settings.url == "http://127.0.0.1:8000"
    assert not settings.secure
    assert settings.store == str(tmp_path / "var/store.db")
    assert settings.catalogue == tmp_path / "var/catalogue.db"
    assert all(folder.is_dir() for folder in (settings.directory, settings.content, settings.templates))


@pytest.mark.parametrize(
    "name",
    [
        "POAI_DATA",
        "POAI_URL",
        "POAI_SECRET",
        "POAI_DIRECTORY",
        "POAI_CONTENT",
        "POAI_TEMPLATES",
        "POAI_STORE",
        "POAI_SMTP",
        "POAI_MAIL_FROM",
        "POAI_TICK",
    ],
)
def test_a_variable_that_is_empty_is_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    plain = Settings.read({"POAI_DATA": "var"})
    assert Settings.read({"POAI_DATA": "var", name: ""}) == plain


@pytest.mark.parametrize(
    "url",
    [
        "help.example.org",
        "//help.example.org",
        "ftp://help.example.org",
        "https://",
        "https:///path",
        "javascript:alert(1)",
        "http://[",
        "http://help.example.org:port",
        "https://help.example.org/a?b=c",
        "https://user:word@help.example.org",
    ],
)
def test_an_address_that_nobody_can_visit_is_named(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingError, match=r"POAI_URL is .* such as https://"):
        read(tmp_path, POAI_URL=url)


@pytest.mark.parametrize(
    ("url", "kept", "secure"),
    [
        ("https://help.example.org", "https://help.example.org", True),
        ("https://help.example.org/", "https://help.example.org", True),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123", False),
        ("http://[::1]:8000", "http://[::1]:8000", False),
    ],
)
def test_an_address_is_kept_without_a_slash_at_its_end(
    tmp_path: Path, url: str, kept: str, secure: bool
) -> None:
    settings = read(tmp_path, POAI_URL=url)
    assert (settings.url, settings.secure) == (kept, secure)


def test_a_short_secret_is_refused_without_repeating_it(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="POAI_SECRET is too short") as caught:
        read(tmp_path, POAI_SECRET="hunter2")
    assert "hunter2" not in str(caught.value)


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first, second = read(tmp_path), read(tmp_path)
    assert first.secret == second.secret
    assert len(first.secret) >= 32
    assert stat.S_IMODE((tmp_path / "data/secret").stat().st_mode) == 0o600
    assert read(tmp_path / "other").secret != first.secret


def test_starts_at_the_same_time_agree_on_one_whole_secret(tmp_path: Path) -> None:
    for attempt in range(20):
        start = Barrier(8)

        def at_once(_: int, start: Barrier = start, data: Path = tmp_path / str(attempt)) -> str:
            start.wait()
            return read(data).secret

        with ThreadPoolExecutor(8) as pool:
            (secret,) = set(pool.map(at_once, range(8)))
        assert [file.name for file in (tmp_path / str(attempt) / "data").iterdir()] == ["secret"]
        assert (tmp_path / str(attempt) / "data/secret").read_text() == secret


def test_a_secret_that_is_given_is_not_written_down(tmp_path: Path) -> None:
    assert read(tmp_path, POAI_SECRET="s" * 40).secret == "s" * 40
    assert not (tmp_path / "data/secret").exists()


def test_a_kept_secret_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "data/secret").write_text("cut\n")
    with pytest.raises(SettingError, match="too short"):
        read(tmp_path)


@pytest.mark.parametrize("name", ["POAI_DIRECTORY", "POAI_CONTENT", "POAI_TEMPLATES"])
def test_a_folder_that_is_missing_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingError, match=f"{name} is .*nowhere, and there is no such folder"):
        read(tmp_path, **{name: str(tmp_path / "nowhere")})


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingError, match=r"POAI_DATA is .*file/data, which cannot be written to"):
        Settings.read({"POAI_DATA": str(tmp_path / "file/data")})


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(SettingError, match=r"POAI_DATA is .*data, which cannot be written to"):
        read(tmp_path)


def test_settings_do_not_change_once_read(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        read(tmp_path).url = "https://elsewhere.example"  # type: ignore[misc]


@pytest.mark.parametrize(("value", "on"), [("1", True), ("0", False), ("", False), ("yes", False)])
def test_pseudo_languages_are_off_unless_switched_on(tmp_path: Path, value: str, on: bool) -> None:
    assert read(tmp_path, POAI_PSEUDO=value).pseudo is on


def test_without_a_mail_server_letters_go_to_a_folder(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert (settings.smtp, settings.mail) == (None, tmp_path / "data/mail")


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtps://ann:word@mail.example", SmtpServer("mail.example", 465, True, "ann", "word")),
        ("smtp://ann:word@mail.example", SmtpServer("mail.example", 587, False, "ann", "word")),
        ("smtp://127.0.0.1:2525", SmtpServer("127.0.0.1", 2525, False)),
        ("smtp://127.0.0.1:2525/", SmtpServer("127.0.0.1", 2525, False)),
        ("smtps://[::1]", SmtpServer("::1", 465, True)),
        (
            "smtps://a%40b.example:p%2F%3A%20@mail.example:99",
            SmtpServer("mail.example", 99, True, "a@b.example", "p/: "),
        ),
    ],
)
def test_a_mail_server_is_one_address(tmp_path: Path, address: str, server: SmtpServer) -> None:
    settings = read(tmp_path, POAI_SMTP=address, POAI_MAIL_FROM="help@example.org")
    assert (settings.smtp, settings.mail_from) == (server, "help@example.org")


@pytest.mark.parametrize(
    "address",
    [
        "mail.example",
        "https://mail.example",
        "smtp://",
        "smtp://ann:hunter2@",
        "smtp://ann:hunter2@mail.example:none",
        "smtp://ann:hunter2@mail.example:0",
        "smtp://ann:hunter2@mail.example:70000",
        "smtp://ann:hunter2@mail.example/x",
        "smtp://ann:hun/ter2@mail.example",
        "smtp://ann:hun#ter2@mail.example",
        "smtp://ann:hunter2@mail.example?x",
        "smtp://ann@mail.example",
        "smtp://:hunter2@mail.example",
        "smtp://[hunter2",
    ],
)
def test_s63_a_mail_server_that_cannot_be_is_refused_without_its_password(
    tmp_path: Path, address: str
) -> None:
    with pytest.raises(SettingError, match="POAI_SMTP") as caught:
        read(tmp_path, POAI_SMTP=address, POAI_MAIL_FROM="help@example.org")
    assert "hunter2" not in str(caught.value)
    assert "hun" not in str(caught.value)


def test_a_mail_server_needs_an_address_that_letters_come_from(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="give POAI_MAIL_FROM too"):
        read(tmp_path, POAI_SMTP="smtp://mail.example")


@pytest.mark.parametrize(
    "address", ["help", "help@", "@example.org", "Help <help@example.org>", "a@b.c\nBcc: d@e.f"]
)
def test_letters_come_from_one_plain_address(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingError, match="POAI_MAIL_FROM"):
        read(tmp_path, POAI_MAIL_FROM=address)


def test_s63_settings_do_not_show_their_secrets(tmp_path: Path) -> None:
    settings = read(
        tmp_path, POAI_SECRET="s3cret" * 8, POAI_SMTP="smtp://a:hunter2@b", POAI_MAIL_FROM="a@b.c"
    )
    assert "s3cret" not in repr(settings)
    assert "hunter2" not in repr(settings)


def test_a_demo_keeps_to_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is set for a real place, a demo has a folder, a store, a secret and letters of its own."""
    monkeypatch.chdir(tmp_path)
    real = {
        "POAI_STORE": "postgresql://poai@db/poai",
        "POAI_SECRET": "s" * 40,
        "POAI_SMTP": "smtps://poai:word@mail.example.org",
        "POAI_MAIL_FROM": "help@example.org",
    }
    settings = Settings.read({"POAI_DEMO": "1", **real})
    assert settings.demo
    assert settings.data == tmp_path / "var/demo"
    assert settings.store == str(tmp_path / "var/demo/store.db")
    assert settings.secret != real["POAI_SECRET"]
    assert settings.smtp is None
    assert Settings.read({"POAI_DEMO": "1", **real}) == settings  # the mark is there now


def test_a_demo_takes_no_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/store.db").touch()
    with pytest.raises(SettingError, match="holds something that no demo made"):
        read(tmp_path, POAI_DEMO="1")
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["store.db"]


def test_a_real_place_takes_nothing_from_a_demo(tmp_path: Path) -> None:
    demo = read(tmp_path, POAI_DEMO="1")
    with pytest.raises(SettingError, match="is the folder of a demo"):
        read(tmp_path)
    for store in (demo.store, f"sqlite:///{demo.store}"):
        with pytest.raises(SettingError, match="is the folder of a demo"):
            Settings.read({"POAI_DATA": str(tmp_path / "real"), "POAI_STORE": store})
    assert not (tmp_path / "real").exists()


def test_the_clock_runs_unless_it_is_switched_off(tmp_path: Path) -> None:
    assert read(tmp_path).ticks
    assert not read(tmp_path, POAI_TICK="off").ticks


def test_s46_how_long_each_class_is_kept_can_be_set_and_nothing_is_forgotten_unasked(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.periods == PERIODS
    assert not settings.forgets
    changed = read(tmp_path, POAI_KEEP_REPLY_LINK="6 months", POAI_RETENTION="on")
    assert changed.periods == {**PERIODS, RecordClass.REPLY_LINK: Period(6, "months")}
    assert changed.forgets


@pytest.mark.parametrize("text", ["8", "years", "0 years", "-1 day", "8 weeks", "99999 days"])
def test_a_period_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingError, match="POAI_KEEP_RECORD"):
        read(tmp_path, POAI_KEEP_RECORD=text)


def test_when_groups_are_asked_is_set_in_the_same_words_and_writing_to_strangers_is_decided(
    tmp_path: Path,
) -> None:
    assert read(tmp_path).asking == ASKING
    assert not ASKING.found
    assert not ASKING.hides
    periods = {"POAI_ASK_AFTER": "1 year", "POAI_ASK_AGAIN": "10 days", "POAI_HIDE_AFTER": "6 months"}
    letters = {"POAI_SMTP": "smtps://mail.example.org", "POAI_MAIL_FROM": "help@example.org"}
    asking = read(tmp_path, POAI_ASK="on", **periods, **letters).asking
    assert asking == Asking(
        after=Period(1, "years"), again=Period(10, "days"), hide=Period(6, "months"), found=True, hides=True
    )
    with pytest.raises(SettingError, match="POAI_ASK_AGAIN"):
        read(tmp_path, POAI_ASK_AGAIN="soon")
