# Not Grafana, which Debian does not carry: checks what docker-compose.yml gives to Grafana's container, and answers its
# health check.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install --yes --no-install-recommends busybox openssl wget && rm -rf /var/lib/apt/lists/* && \
    install --directory --owner=472 --group=0 /var/lib/grafana
COPY grafana.sh /run.sh
LABEL coursebot.stand-in="a check of what Grafana is given"
USER 472
ENTRYPOINT ["/run.sh"]
