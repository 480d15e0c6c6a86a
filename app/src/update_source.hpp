#pragma once
// Where updates come from, as the settings say: Telegram is polled, or calls a webhook.
//
//   std::unique_ptr<telegram::UpdateSource> source = app::make_update_source(settings, bot, {executor, api, clock,
//   registry});

#include <memory>

#include <boost/asio/any_io_executor.hpp>

#include "metrics/registry.hpp"
#include "settings.hpp"
#include "telegram/api.hpp"
#include "telegram/update_source.hpp"
#include "values/id.hpp"
#include "values/time.hpp"

namespace app {

/// What every source stands on; all of it outlives the source.
struct SourceBasis {
  boost::asio::any_io_executor executor;
  telegram::Api& api;
  const values::Clock& clock;
  metrics::Registry& registry;
};

std::unique_ptr<telegram::UpdateSource> make_update_source(const Settings& settings, values::BotId bot,
                                                           const SourceBasis& basis);

}  // namespace app
