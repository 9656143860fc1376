"""An index in the order of the board: whose turn, then the deadline."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_two_clocks")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["school", "turn", "due_on", "number"], name="case_by_turn"),
        ),
    ]
