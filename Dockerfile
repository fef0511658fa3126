# gxcrawl with all it can read, for compose.yaml; any other command too: docker run IMAGE status --database …
FROM python:3.12-slim-bookworm

# .doc, .wps and .odt, and .ods, are read through LibreOffice; .rar and .7z through bsdtar
RUN apt-get update \
    && apt-get install -y --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui libarchive-tools \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home gxcrawl \
    && install -d -o gxcrawl /srv/gxcrawl /srv/spool

WORKDIR /usr/src/gxcrawl
# first what seldom changes, so that a change of the source installs only the source
COPY requirements-distributed.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements-distributed.lock
COPY pyproject.toml scrapy.cfg README.md LICENSE ./
COPY gxcrawl gxcrawl
COPY pipelines pipelines
COPY settings settings
RUN pip install --no-cache-dir --no-build-isolation --no-deps .

USER gxcrawl
WORKDIR /srv/gxcrawl
ENV GXCRAWL_SPOOL=/srv/spool SCRAPY_SETTINGS_MODULE=settings.base PYTHONUNBUFFERED=1
STOPSIGNAL SIGINT
ENTRYPOINT ["gxcrawl"]
