"""A task reminds before its day, and the day of a talk is one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0001_tasks"),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="reminded_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="task",
            name="kind",
            field=models.CharField(
                choices=[
                    ("own", "Eigen taak"),
                    ("talk", "Gesprek met de melder"),
                    ("plan_aftercare", "Plan de nazorg"),
                ],
                default="own",
                max_length=14,
            ),
        ),
    ]
