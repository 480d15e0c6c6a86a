#pragma once
// Where the bot of this machine answers about its health, as a program on the same machine reaches it. Pure.

#include "net/url.hpp"
#include "settings.hpp"

namespace app {

/// The server of /health: LISTEN_ADDRESS and PROMETHEUS_PORT, the loopback address standing for "any address".
net::Url own_address(const Settings& settings);

}  // namespace app
