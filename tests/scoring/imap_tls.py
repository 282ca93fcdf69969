"""A certificate for tests of TLS; its key is public, its name one that only this machine has."""

import ssl
from pathlib import Path

NAME = "127.1"  # 127.0.0.1 in a form that is not taken for this machine

_CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBiTCCAS+gAwIBAgIUBCbZfbA2ajhYgkgIDw2F1cUjtlIwCgYIKoZIzj0EAwIw
EDEOMAwGA1UEAwwFMTI3LjEwIBcNMjYxMTIzMjAwNTMxWhgPMjEyNjEwMzAyMDA1
MzFaMBAxDjAMBgNVBAMMBTEyNy4xMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
dweDug4Z8wnmTO/KZH2+3C+AlhRhNuShlRQeK/oFI0CMLhQykNJZgSeHQYt5qMXB
J72trGjpoFfxikc1ssbhpqNlMGMwHQYDVR0OBBYEFE8Agn4/NGHCmF/pjvGhhPPE
6VJYMB8GA1UdIwQYMBaAFE8Agn4/NGHCmF/pjvGhhPPE6VJYMA8GA1UdEwEB/wQF
MAMBAf8wEAYDVR0RBAkwB4IFMTI3LjEwCgYIKoZIzj0EAwIDSAAwRQIgAfkMAzZW
ZzLVfFCMoARbeKLlx9nJyqjmyMuSuwCcsxYCIQCT9OWNbRNb2qVE2TkOMI2jLb/W
CD6Q4h8HfvxOCW2LoA==
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
