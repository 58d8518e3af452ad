"""How requests come in and answers go out, so that a slow reader costs memory and no thread
(docs/adr/0019-worker-class.md). gunicorn.conf.py names the worker; nothing else in the project knows of it."""
