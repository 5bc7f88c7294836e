"""Starts the application on this machine."""

import os

from .place import make_place

THREADS = 4
_OVERHEAD = 1024 * 1024


def prepare() -> None:
    """Makes the place, loads the application and brings the database up to date. Safe to call more than once."""
    make_place()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ketenwerk.web.settings")
    import django
    from django.apps import apps
    from django.core.management import call_command

    if not apps.ready:
        django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serves until it is interrupted. Prints the address once."""
    prepare()
    import waitress
    from django.conf import settings

    from .wsgi import application

    limit = settings.KETENWERK_BODY_LIMIT
    server = waitress.create_server(
        application,
        host=host,
        port=port,
        threads=THREADS,
        ident=None,
        # Ours answers in Dutch, so it must come first. Nothing of a body may be buffered on disk.
        max_request_body_size=limit * 4,
        inbuf_overflow=limit + _OVERHEAD,
    )
    shown = f"[{host}]" if ":" in host else host
    print(f"ketenwerk staat klaar op http://{shown}:{server.effective_port}/", flush=True)
    try:
        server.run()
    finally:
        server.close()
