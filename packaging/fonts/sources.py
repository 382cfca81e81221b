"""The pinned font packages CRM Sans is made from, and how they are fetched and checked."""

import hashlib
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """One npm package with the SHA-256 of the archive that was checked in by hand."""

    package: str
    version: str
    sha256: str
    file_stem: str

    @property
    def archive_name(self) -> str:
        """The file name `npm pack` gives the archive."""
        return f"{self.package.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


class ChecksumError(Exception):
    """A downloaded archive is not the one the builder was written for."""


LATIN = Source(
    "@expo-google-fonts/noto-sans",
    "0.4.2",
    "98cf14a19b8e67a0e76bfd4d5df98937b9734e6dde570bd750f2259042042548",
    "NotoSans",
)
CHINESE = Source(
    "@expo-google-fonts/noto-sans-sc",
    "0.4.3",
    "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
    "NotoSansSC",
)
EMOJI = Source(
    "@expo-google-fonts/noto-emoji",
    "0.4.7",
    "6a25fd5a4da5bb34bbc2d300531bbf32de86afd866e119314d7e358f61a6104d",
    "NotoEmoji",
)
SYMBOLS = Source(
    "@expo-google-fonts/noto-sans-symbols",
    "0.4.1",
    "d72d2f96c1c351967ec57842471b1da43ab8b1a40ecb003b1b0a0f50a3ee6388",
    "NotoSansSymbols",
)
SYMBOLS_2 = Source(
    "@expo-google-fonts/noto-sans-symbols-2",
    "0.4.1",
    "3bf3d6333487df36e88d146e032a9ed8246617ca2dfe1513a8a382c3fad12ac4",
    "NotoSansSymbols2",
)
MATHS = Source(
    "@expo-google-fonts/noto-sans-math",
    "0.4.2",
    "652041ca903e7adcc1502a0621350526463e91416757310391370ff5f8fb3ce8",
    "NotoSansMath",
)
# Not Noto: its letters are bare shapes with raised dots put on, which readers of PDF copy as
# broken words. Plex draws each letter as one glyph.
ARABIC = Source(
    "@expo-google-fonts/ibm-plex-sans-arabic",
    "0.4.2",
    "5ed540bd741bef113de95201a3ecdccdd2cf8d128dff2d0a7fb4864366b5e65f",
    "IBMPlexSansArabic",
)
HEBREW = Source(
    "@expo-google-fonts/noto-sans-hebrew",
    "0.4.1",
    "f82f8e852e3355521c511f2762a0130216d208d108bf4739aa977eb6a6d3012c",
    "NotoSansHebrew",
)
THAI = Source(
    "@expo-google-fonts/noto-sans-thai",
    "0.4.2",
    "44282ae7c24587e7e50f083e5db3aafa8011ac2eac1159ef62be4fc516a66165",
    "NotoSansThai",
)
DEVANAGARI = Source(
    "@expo-google-fonts/noto-sans-devanagari",
    "0.4.1",
    "fb9a4c288af3829f383d945fcec350c8cdf99abf18ffe55c987c495bca42e80e",
    "NotoSansDevanagari",
)
KOREAN = Source(
    "@expo-google-fonts/noto-sans-kr",
    "0.4.3",
    "7614af529705ea48e8b76cb3b056b92db66b7625ef3fc97ce76366063df94d3f",
    "NotoSansKR",
)

FAMILY_SOURCES = (LATIN, CHINESE, SYMBOLS_2, SYMBOLS, MATHS, EMOJI)
SHAPED_SOURCES = (ARABIC, HEBREW, THAI, DEVANAGARI)


def fetch(source: Source, cache: Path) -> Path:
    """Return the unpacked package folder, downloading it by `npm pack` when it isn't cached.

    Raises ChecksumError when the archive differs from the pinned one.
    """
    cache.mkdir(parents=True, exist_ok=True)
    (cache / ".gitignore").write_text("*\n", encoding="utf-8")
    archive = cache / source.archive_name
    if not archive.exists():
        npm = shutil.which("npm") or "npm"
        spec = f"{source.package}@{source.version}"
        subprocess.run([npm, "pack", "--silent", spec], cwd=cache, check=True)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != source.sha256:
        raise ChecksumError(f"{archive.name}: {digest}")
    folder = cache / archive.stem
    if not folder.exists():
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
    return folder / "package"


def style_file(source: Source, folder: Path, style: str) -> Path:
    """Return the static TrueType file for a style such as `700Bold`, or the regular one."""
    if not (folder / style).exists():
        style = "400Regular"
    return folder / style / f"{source.file_stem}_{style}.ttf"
