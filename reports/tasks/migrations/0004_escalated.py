"""A task that stays undone is told to a second holder: that it was, and the index to find it."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0003_stopped_with_the_case"),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="escalated_on",
            field=models.DateField(null=True),
        ),
        migrations.RemoveIndex(model_name="task", name="task_to_tell_of"),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                fields=["due_on"],
                condition=Q(done_on__isnull=True, escalated_on__isnull=True),
                name="task_to_tell_of",
            ),
        ),
    ]
