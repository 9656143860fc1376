"""`manage.py check --deploy` under the production settings, with secrets made for the occasion."""

import base64
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    with TemporaryDirectory() as folder:
        secret = base64.b64encode(os.urandom(48)).decode()
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "stagebaken.settings.production",
            "DATABASE_URL": f"sqlite:///{folder}/check.sqlite3",
            "EMAIL_URL": "smtp://localhost:25",
            "ALLOWED_HOSTS": "stagebaken.example",
            "MEDIA_ROOT": folder,
            **dict.fromkeys(
                ("SECRET_KEY", "AUDIT_KEY", "RELEASE_KEY", "ORIGIN_KEY", "FIELD_KEY"), secret
            ),
            "BACKUP_PUBLIC_KEY": base64.b64encode(os.urandom(1216)).decode(),
        }
        command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
