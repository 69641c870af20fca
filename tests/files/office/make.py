"""Makes the office documents beside it with LibreOffice 7.4 (``soffice``) and pypdf, from ``sources.py``.

    python tests/files/office/make.py

LibreOffice writes the time into what it makes, so that the files differ a little from run to run.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from pypdf import PdfWriter
from sources import COLUMNS, NOTICE, PICTURES, PRINTED, REPORT, flat

HERE = Path(__file__).parent
PDF = "pdf:writer_pdf_Export:"


def convert(source: str, name: str, wanted: str) -> None:
    """Let LibreOffice save a flat document under ``name`` in the format ``wanted``, a filter with its options."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, f"{Path(name).stem}.fodt")
        made.write_text(source, encoding="utf-8")
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        subprocess.run([*command, "--convert-to", wanted, "--outdir", f"{folder}/out", str(made)], check=True)
        shutil.copy(next(Path(folder, "out").iterdir()), HERE / name)


def options(**values: str) -> str:
    """Options of the export to PDF."""
    kinds = {name: "boolean" if value in ("true", "false") else "string" for name, value in values.items()}
    return PDF + "{" + ",".join(f'"{n}":{{"type":"{kinds[n]}","value":"{v}"}}' for n, v in values.items()) + "}"


def main() -> None:
    report = flat(REPORT)
    (HERE / "report.fodt").write_text(report, encoding="utf-8")
    for kind in ("docx", "odt", "rtf"):
        convert(report, f"report.{kind}", kind)
    convert(flat(PRINTED), "report.pdf", options(ExportNotes="true"))
    convert(flat(COLUMNS, columns=2), "columns.pdf", "pdf")
    convert(flat(NOTICE), "restricted.pdf", options(RestrictPermissions="true", PermissionPassword="x"))
    convert(flat(NOTICE), "locked.pdf", options(EncryptFile="true", DocumentOpenPassword="x"))
    convert(flat(NOTICE), "attached.pdf", "pdf")
    writer = PdfWriter(HERE / "attached.pdf")
    writer.add_attachment("lock.txt", b"The lock-keeper was not asked.")
    writer.write(HERE / "attached.pdf")
    convert(flat(PICTURES), "scanned.pdf", "pdf")
    convert(flat(NOTICE + PICTURES), "partly-scanned.pdf", "pdf")


if __name__ == "__main__":
    main()
