#pragma once
// The simulator's own account of what happened, as JSON: what tests compare a bot's ledger and metrics with. Its fields
// are described in simulator/README.md. Pure functions.

#include <boost/json/object.hpp>

#include "bots.hpp"

namespace simulator {

boost::json::object record_of(const BotAccount& bot);
/// `{"bots":[…]}`
boost::json::object record_of(const Bots& bots);

/// What GET /control/texts answers: how often each text was sent, by bot, the latest first.
boost::json::object texts_of(const Bots& bots);

}  // namespace simulator
