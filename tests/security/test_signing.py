"""A signature holds for one text, one key and nothing else (E5)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.security.signing import is_signed, new_key, sign


@given(st.text(), st.text())
def test_a_signature_holds_for_the_text_that_was_signed_and_no_other(text: str, other: str) -> None:
    private, public = new_key()
    signature = sign(private, text)
    assert is_signed(public, text, signature)
    assert is_signed(public, other, signature) is (text == other)


def test_a_signature_by_another_computer_does_not_hold() -> None:
    (private, _), (_, public) = new_key(), new_key()
    assert not is_signed(public, "head", sign(private, "head"))


def test_the_known_answer_of_rfc_8032_is_reached() -> None:
    private = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    signature = (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b"
    )
    assert sign(private, "") == signature
    assert is_signed(public, "", signature)


@pytest.mark.parametrize("signature", ["", "zz", "00" * 64, "ab" * 63])
def test_what_is_no_signature_does_not_hold(signature: str) -> None:
    assert not is_signed(new_key()[1], "head", signature)


@pytest.mark.parametrize("public", ["", "nothing", "ab"])
def test_what_is_no_key_has_signed_nothing(public: str) -> None:
    assert not is_signed(public, "head", "ab" * 64)
