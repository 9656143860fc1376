"""Nobody was moved by hand yet: what was solved is where everybody is."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("matching", "Assignment").objects.update(solved=models.F("offer"))


class Migration(migrations.Migration):
    dependencies = [("matching", "0003_adjustments")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
