# Debian's Prometheus 2.42 under the name of the image that docker-compose.yml pins, where no registry can be reached.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install --yes --no-install-recommends prometheus && rm -rf /var/lib/apt/lists/* && \
    install --directory --owner=65534 --group=65534 /prometheus
LABEL coursebot.stand-in="Debian's prometheus"
WORKDIR /prometheus
VOLUME ["/prometheus"]
USER 65534
# Prometheus 3 is told so by its configuration.
ENTRYPOINT ["/usr/bin/prometheus", "--enable-feature=native-histograms"]
