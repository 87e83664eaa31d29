import pytest

from onrecord.errors import SettingsError
from onrecord.web.door import Door


def test_a_door_to_other_machines_needs_a_password() -> None:
    for host in ("0.0.0.0", "192.0.2.7", "::", "desk.example"):  # noqa: S104
        with pytest.raises(SettingsError, match=r"\A\S+ can be reached from other machines: give --auth [^\n]+\Z"):
            Door(host=host)
        assert not Door(host=host, auth="maud:weir").is_private
    for host in ("127.0.0.1", "127.0.0.9", "localhost", "::1"):
        assert Door(host=host).is_private


@pytest.mark.parametrize("auth", ["", "maud", "maud:", ":weir"])
def test_a_login_has_a_user_and_a_password(auth: str) -> None:
    with pytest.raises(SettingsError, match="--auth is user:password"):
        Door(auth=auth)


def test_a_password_may_have_colons() -> None:
    assert Door(auth="maud:the:weir").login == [("maud", "the:weir")]
    assert Door().login is None


def test_assistants_come_in_only_from_this_machine_and_without_a_password() -> None:
    assert Door(mcp=True).is_private
    with pytest.raises(SettingsError, match="--mcp"):
        Door(mcp=True, auth="maud:weir")


def test_a_private_page_answers_to_its_own_names_and_the_proxys() -> None:
    assert set(Door().names) == {"127.0.0.1", "localhost", "["}
    assert "news.example" in Door(root_path="https://news.example/record").names
    assert Door(host="::1", port=7000).url == "http://[::1]:7000"


def test_an_address_that_is_not_this_machines_is_one_line() -> None:
    with pytest.raises(SettingsError, match=r"--host|--port"):
        Door(host="nowhere.invalid", auth="maud:weir").listen()
