# The site for a server: `docker compose up --build` (compose.yaml), or any other way to run an image.
# Migrations are a step of their own, `python manage.py migrate`, before the new version takes readers.

FROM python:3.12-slim AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv /venv
WORKDIR /app
COPY pyproject.toml constraints.txt README.md ./
RUN /venv/bin/python -m pip install --quiet -c constraints.txt .

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1 BIND=0.0.0.0:8000
# The folders are for volumes: the crisis copy, files from regions, and pages that are shown while the database is gone.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin vardguiden \
    && install -d -o vardguiden /srv/copy /srv/drop /srv/pages
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
# Values that only this step sees: settings want them, collecting static files does not use them.
RUN SITE_URL=https://build.invalid OPERATOR=build CONTACT_EMAIL=build@build.invalid \
    DATABASE_URL=postgres://build.invalid/build \
    SECRET_KEY=only-for-collectstatic-only-for-collectstatic-only-for-collectstatic \
    python manage.py collectstatic --noinput --verbosity 0
USER vardguiden
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "--config", "gunicorn.conf.py"]
