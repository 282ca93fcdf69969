"""A certificate for tests of TLS; its key is public, its name one that only this machine has."""

import ssl
from pathlib import Path

NAME = "127.1"  # 127.0.0.1 in a form that is not taken for this machine

# Good from 2020 to 2120, so that no clock finds it too young or too old.
_CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBZTCCAQugAwIBAgIBAjAKBggqhkjOPQQDAjAQMQ4wDAYDVQQDDAUxMjcuMTAg
Fw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowEDEOMAwGA1UEAwwFMTI3
LjEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAR3B4O6DhnzCeZM78pkfb7cL4CW
FGE25KGVFB4r+gUjQIwuFDKQ0lmBJ4dBi3moxcEnva2saOmgV/GKRzWyxuGmo1Qw
UjAPBgNVHRMBAf8EBTADAQH/MBAGA1UdEQQJMAeCBTEyNy4xMB0GA1UdDgQWBBRP
AIJ+PzRhwphf6Y7xoYTzxOlSWDAOBgNVHQ8BAf8EBAMCAoQwCgYIKoZIzj0EAwID
SAAwRQIgSCCAIOtr3acoqxQW3InNzNabtdrTpP2ZV29ajIcsxUoCIQDFYJeiHTqJ
o75X/lUkr6I/ItBANPXqzweVXEx+uCNMUA==
-----END CERTIFICATE-----
"""
_KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg214BfcsGlag92258
JH2/bV9nIOQBZY2VTGDUa9nzVBGhRANCAAR3B4O6DhnzCeZM78pkfb7cL4CWFGE2
5KGVFB4r+gUjQIwuFDKQ0lmBJ4dBi3moxcEnva2saOmgV/GKRzWyxuGm
-----END PRIVATE KEY-----
"""


def server_side(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Return what a server needs, and the file that makes a client trust it."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    certificate.write_text(_CERTIFICATE)
    key.write_text(_KEY)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate
