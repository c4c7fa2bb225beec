# The same steps as `make serve`: pinned packages, then the project itself without fetching anything.
FROM python:3.13-slim AS build
WORKDIR /build
RUN python -m venv /opt/poai
ENV PATH=/opt/poai/bin:$PATH
COPY requirements.lock ./
RUN python -m pip install --quiet --require-hashes --requirement requirements.lock
COPY LICENSE pyproject.toml ./
COPY poai ./poai
COPY templates ./templates
COPY content ./content
COPY directory ./directory
RUN python -m pip install --quiet --no-deps --no-build-isolation .

FROM python:3.13-slim
LABEL org.opencontainers.image.title="poai" org.opencontainers.image.licenses="MIT"
RUN useradd --system --uid 10001 --create-home poai && install --directory --owner=poai /data
COPY --from=build /opt/poai /opt/poai
ENV PATH=/opt/poai/bin:$PATH POAI_DATA=/data PYTHONUNBUFFERED=1
USER poai
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --start-period=60s --interval=30s --timeout=5s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health', timeout=4)"]
# A shell would keep the signal that stops the server to itself.
CMD ["poai", "serve", "--host", "0.0.0.0", "--port", "8000"]
