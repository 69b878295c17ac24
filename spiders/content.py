"""Whether an answer that says it is HTML can be."""

__all__ = ["is_binary"]

_SIGNATURES = (
    b"%PDF-", b"\x89PNG\r\n", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
    b"7z\xbc", b"Rar!", b"\xd0\xcf\x11\xe0", b"OggS", b"ID3", b"\x00\x00\x01\x00", b"wOFF", b"wOF2", b"\x7fELF",
)  # fmt: skip
"""How files begin that are no text (https://mimesniff.spec.whatwg.org, sections 6 and 7)."""

_CONTROLS = bytes({*range(1, 32)} - {9, 10, 12, 13, 27})  # not what UTF-16 is full of and ISO-2022-JP shifts with
_SAMPLE = 2000
_MOST = 0.05
"""Bytes of the beginning that are looked at, and the share of control characters from which they are no text."""


def is_binary(body: bytes) -> bool:
    """Tell whether a body, decompressed, is a picture, a PDF or something else that is no text in any charset."""
    if body.lstrip()[:8].startswith(_SIGNATURES):
        return True
    sample = body[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > _MOST * len(sample)
