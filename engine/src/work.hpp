#pragma once
// What one transaction is made of, and what came of it.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/alerting.hpp"
#include "bot/catalogue_call.hpp"
#include "delivery.hpp"
#include "shop/catalogue.hpp"
#include "store/outbox.hpp"
#include "store/reader.hpp"
#include "telegram/star_transactions.hpp"
#include "telegram/update_source.hpp"

namespace engine {

/// A part of Telegram's account of the bot's Stars, and how much of the account is compared once it is durable.
struct AccountPage {
  values::BotId bot;
  std::vector<telegram::StarTransaction> transactions;  ///< Oldest first.
  store::Reconciled up_to;
};

/// Everything that waits to be made durable. Kept until a commit has succeeded, so that it can be tried again.
struct Work {
  std::shared_ptr<const shop::Catalogue> catalogue;  ///< What is for sale while it is decided.
  std::vector<const telegram::UpdateBatch*> batches;
  std::vector<const AccountPage*> pages;
  std::vector<Delivery> deliveries;
  std::vector<values::OutboxId> begun;  ///< About to be sent, which must be known if the program ends meanwhile.
  bool run_timers = false;
  std::vector<bot::CatalogueReloaded> catalogue_news = {};
  std::vector<const bot::AlertsReceived*> alerts = {};
  std::optional<std::string> exposition = {};  ///< If one of the updates asks for it.
};

/// What may happen now that it is durable.
struct Outcome {
  std::vector<store::OutboxMessage> to_send;
  shop::Effects effects;  ///< Those that show in the metrics.
  bool timers_changed = false;
  std::optional<values::Timestamp> next_timer;  ///< If they did: when the next is due, none if there is none.
  std::vector<std::string> faults;              ///< What could not be handled, a line each, for the log.
  bool account_read = true;                     ///< False if an entry of a page could not be handled.
  std::vector<const bot::AlertsReceived*> alerts_refused = {};  ///< Those that could not be handled.
  std::size_t duplicates = 0;
  std::size_t put_aside = 0;
  std::size_t rate_limited = 0;
};

}  // namespace engine
