# One image for every process: web, worker, beat and migrate differ in their command only.
FROM python:3.13-slim AS build
WORKDIR /source
RUN python -m venv /venv
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY exercises exercises
COPY grader grader
COPY migrations migrations
COPY server server
RUN /venv/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.13-slim
RUN useradd --system --no-create-home --shell /usr/sbin/nologin chainrule
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER chainrule
WORKDIR /tmp
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["python", "-m", "server.runtime.web", "--listen", "0.0.0.0:8000"]
