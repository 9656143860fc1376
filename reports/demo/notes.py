"""What var/demo.txt says."""

from typing import TYPE_CHECKING

from stagebaken.vault import receipts

if TYPE_CHECKING:
    from reports.demo.scene import Scene


def notes(scene: "Scene") -> str:
    """Everything that a visitor of the demo needs; for a file that only its owner reads."""
    lines = [
        "STAGEBAKEN: DEMO. Alles hierin is verzonnen.",
        "",
        f"Wachtwoord van iedereen: {scene.password}",
    ]
    lines += ["Code van de tweede factor: manage.py demo code EMAIL", "", "MENSEN"]
    for name, email, role in scene.people:
        lines.append(f"{name} ({role}): {email}")
        if email in scene.passphrases:
            lines.append(f"    wachtzin van de kluis: {scene.passphrases[email]}")
    lines += ["", "CODES VAN MELDERS (voor /dossier/)"]
    lines += [f"{receipts.grouped(code)}  {label}" for label, code in scene.receipts.items()]
    lines += ["", "CODES VAN BEDRIJVEN DIE ZIJN GEVRAAGD (voor /leerbedrijf/hoor/)"]
    lines += [f"{receipts.grouped(code)}  {name}" for name, code in scene.codes.items()]
    for school, shares in scene.shares.items():
        lines += ["", f"HERSTELDELEN VAN {school.upper()} (twee van de drie)", *shares]
    return "\n".join(lines) + "\n"
