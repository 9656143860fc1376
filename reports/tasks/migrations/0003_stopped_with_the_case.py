"""A task that was open when its case was closed stopped then: nobody did it."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0002_reminders"),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="is_stopped",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=Q(is_stopped=False) | Q(done_on__isnull=False),
                name="stopped_on_a_day",
            ),
        ),
    ]
