# Debian's Alertmanager 0.25 under the name of the image that docker-compose.yml pins, where no registry can be reached.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install --yes --no-install-recommends prometheus-alertmanager && \
    rm -rf /var/lib/apt/lists/* && install --directory --owner=65534 --group=65534 /alertmanager
LABEL coursebot.stand-in="Debian's prometheus-alertmanager"
WORKDIR /alertmanager
VOLUME ["/alertmanager"]
USER 65534
ENTRYPOINT ["/usr/bin/prometheus-alertmanager"]
