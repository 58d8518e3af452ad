"""Work that the queue does: `manage.py db_worker` (docs/operate.md)."""

from django_tasks import task

from regions.actions.imports.working import work


@task()
def work_on_import(pk: int) -> None:
    """Reads, carries out or undoes an import, whichever it waits for."""
    work(pk)
