#pragma once
// How to reach a Prometheus that is behind TLS or a log-in: a file in Prometheus's own form of HTTP client settings
// (`promtool --http.config.file` takes it too).
//
//   basic_auth: {username: admin, password_file: prometheus.password}
//   tls_config: {ca_file: server.crt, server_name: localhost}

#include <string>

#include "values/secret.hpp"

namespace viewer {

struct PrometheusHttpConfig {
  values::Secret authorization;  ///< The value of the Authorization header; empty: none.
  std::string ca_file;           ///< Certificates to trust, PEM; empty: the system's.
  std::string server_name;       ///< Whom the certificate must name; empty: the host of PROMETHEUS_URL.
};

/// Files that it names are found beside it. Nothing is configured if `file` is empty. Throws std::runtime_error for
/// what can't be read and for settings other than these four; the text holds no password.
PrometheusHttpConfig read_prometheus_http_config(const std::string& file);

}  // namespace viewer
