# One image, one process, not root; the database lives in the volume /data.
FROM python:3.13-slim-bookworm AS build
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PROJECT_ENVIRONMENT=/opt/picks UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir "uv>=0.6,<1"
WORKDIR /src
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN uv sync --locked --no-dev --no-install-project
COPY bot ./bot
COPY scoring ./scoring
RUN uv sync --locked --no-dev --no-editable

FROM python:3.13-slim-bookworm
RUN useradd --uid 10001 --create-home picks && install -d -o picks -g picks /data
COPY --from=build /opt/picks /opt/picks
ENV PATH=/opt/picks/bin:$PATH PYTHONUNBUFFERED=1 DATABASE=/data/picks.db
USER 10001
WORKDIR /data
VOLUME /data
# Says nothing while WEB_PORT is not set: then there is no web server to ask.
HEALTHCHECK CMD ["python", "-c", "import os, urllib.request as web; port = os.environ.get('WEB_PORT'); port and web.urlopen(f'http://127.0.0.1:{port}/healthz', timeout=5)"]
# SIGTERM lets what is in flight be finished; see "The send" in ARCHITECTURE.md.
STOPSIGNAL SIGTERM
ENTRYPOINT ["picks"]
CMD ["run"]
