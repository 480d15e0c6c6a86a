#pragma once
// How a program of ours asks another process of itself, on the same machine, whether it is healthy: what a container's
// health check runs.
//
//   const net::Url server = net::own_server("0.0.0.0", 8000);                       // http://127.0.0.1:8000
//   values::Result<net::Health> health = net::ask_for_health(server, {.program = "bot", .port_setting =
//   "PROMETHEUS_PORT"});
//
// `ask_for_health` has an event loop of its own and waits for the answer.

#include <cstdint>
#include <string>

#include "net/url.hpp"
#include "values/result.hpp"

namespace net {

/// The server that listens on a numeric address and a port, as a program of the same machine reaches it: the loopback
/// address stands for "any address".
Url own_server(const std::string& listen_address, std::uint16_t port);

struct Health {
  bool is_healthy = false;  ///< The answer's status is 200.
  std::string answer;       ///< A JSON object.
};

/// How messages call whom they ask.
struct HealthNames {
  std::string program;       ///< "bot"
  std::string port_setting;  ///< "PROMETHEUS_PORT"
};

/// GET /health, answered within 3 seconds. The error says that nobody answers, or that it is another program.
values::Result<Health> ask_for_health(const Url& server, const HealthNames& names);

}  // namespace net
