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

    if not apps.ready:
        django.setup()
    from ketenwerk.register.upgrade import upgrade

    upgrade()


def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serves until it is interrupted. Prints the address once. Whatever it writes is for its owner alone."""
    os.umask(0o077)
    prepare()
    import waitress
    from django.conf import settings

    from .demo_accounts import is_loopback

    if settings.KETENWERK_DEMO and not is_loopback(host):
        raise ValueError("the demonstration lets everybody in, so it is served on this machine alone")

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
