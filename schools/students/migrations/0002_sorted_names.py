from django.db import migrations, models

from schools.students.sorting import sorted_as

BATCH = 2_000  # students written at once


def fill(apps, schema_editor):
    """Ordinary rows, as the model makes them when they are saved."""
    students = apps.get_model("students", "Student").objects.using(schema_editor.connection.alias)
    for some in _batches(students.exclude(name="").only("pk", "name").order_by("pk")):
        for one in some:
            one.sort_name = sorted_as(one.name)
        students.bulk_update(some, ["sort_name"], batch_size=500)


def _batches(rows):
    found = list(rows[:BATCH])
    while found:
        yield found
        found = list(rows.filter(pk__gt=found[-1].pk)[:BATCH])


class Migration(migrations.Migration):
    dependencies = [
        ("students", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="student",
            name="sort_name",
            field=models.CharField(blank=True, default="", editable=False, max_length=160),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AlterModelOptions(
            name="student", options={"ordering": ["sort_name", "number", "pk"]}
        ),
        migrations.RemoveIndex(model_name="student", name="students_by_name"),
        migrations.AddIndex(
            model_name="student",
            index=models.Index(fields=["school", "sort_name", "number"], name="students_by_name"),
        ),
    ]
