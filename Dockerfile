# The image of the bot: three programs, the libraries that they need, and certificates; no shell, no package manager.
# README.md states its size. docker-compose.yml builds it; by hand: docker build --tag coursebot .
FROM debian:bookworm-slim AS build
WORKDIR /source

# Packages first: they change less often than the source, and this layer is kept.
COPY tools/packages.sh tools/
RUN tools/packages.sh install build && apt-get install --yes --no-install-recommends ca-certificates tzdata

COPY . .
RUN cmake --preset release -DBUILD_TESTING=OFF -DCOURSEBOT_BENCH=OFF && \
    tools/build.sh release coursebot coursebot-viewer telegram-simulator && \
    packaging/docker/image_root.sh \
      build/release/bin/coursebot build/release/bin/coursebot-viewer build/release/bin/telegram-simulator /image

FROM scratch
COPY --from=build /image/root /
# What the programs write, and what they render for Alertmanager (its group, 65534, reads that).
COPY --from=build --chown=10001:10001 /image/data /coursebot/data
COPY --from=build --chown=0:65534 /image/alertmanager /etc/alertmanager/rendered

ENV PATH=/usr/local/bin \
    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt \
    LISTEN_ADDRESS=0.0.0.0
WORKDIR /coursebot
USER 10001:10001
EXPOSE 8000
VOLUME ["/coursebot/data"]
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["coursebot", "check-health"]
ENTRYPOINT ["coursebot"]
CMD ["start"]
