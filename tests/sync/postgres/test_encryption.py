"""The line to a hub is encrypted, and with a certificate the server must be who it says (tech: TLS)."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from caseworker.sync.address import REQUIRE
from caseworker.sync.port import HubRefuses
from caseworker.sync.postgres import PostgresHub
from tests.sync.hub_wires import Author
from tests.sync.postgres.proxy import Line, line_to
from tests.sync.private_postgres import PostgresPlace, place, postgres_server

__all__ = ["place", "postgres_server"]


def certificate(folder: Path, name: str, server: str) -> tuple[Path, Path]:
    """Make a certificate of a server's own; return it and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Northmoor hub")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(server))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path, secret = folder / f"{name}.crt", folder / f"{name}.key"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path, secret


def context(paths: tuple[Path, Path]) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(*paths)
    return made


@pytest.fixture
def line(place: PostgresPlace, tmp_path: Path) -> Iterator[Line]:
    """An encrypted line to a server that is 127.0.0.1 by its certificate, hub.crt."""
    with line_to(place.address.port, context(certificate(tmp_path, "hub", "127.0.0.1"))) as made:
        yield made


def hub(place: PostgresPlace, line: Line, tls: str) -> PostgresHub:
    return PostgresHub(replace(place.address, user="anna", port=line.port, tls=tls), place.passwords["anna"])


def test_an_encrypted_line_carries_the_work(place: PostgresPlace, line: Line) -> None:
    with closing(hub(place, line, REQUIRE)) as far:
        author = Author("anna")
        far.hello(author.caller)
        assert far.push(author.many(2), None).answers[-1].feed == 2


def test_with_its_certificate_the_server_is_known(place: PostgresPlace, line: Line, tmp_path: Path) -> None:
    with closing(hub(place, line, str(tmp_path / "hub.crt"))) as far:
        assert far.hello(Author("anna").caller).person_id == "anna"


def test_another_server_in_its_place_gets_neither_password_nor_work(
    place: PostgresPlace, line: Line, tmp_path: Path
) -> None:
    other, _ = certificate(tmp_path, "other", "127.0.0.1")
    with pytest.raises(HubRefuses, match="encrypted"):
        hub(place, line, str(other)).hello(Author("anna").caller)


def test_a_certificate_of_another_address_is_not_this_servers(place: PostgresPlace, tmp_path: Path) -> None:
    paths = certificate(tmp_path, "elsewhere", "192.0.2.7")
    with line_to(place.address.port, context(paths)) as line, pytest.raises(HubRefuses, match="encrypted"):
        hub(place, line, str(paths[0])).hello(Author("anna").caller)
