"""What follows from a hearing that is destroyed, with its dossier or by itself."""
