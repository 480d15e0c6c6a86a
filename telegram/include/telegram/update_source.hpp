#pragma once
// Where updates come from. A source hands batches to whoever makes them durable, and confirms a batch to Telegram only
// once it is.
//
// Use a source from the executor of its HTTP client only.

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/json/value.hpp>

#include "telegram/types.hpp"
#include "values/result.hpp"
#include "values/time.hpp"

namespace telegram {

/// An update as it came. Where its content can't be read, `update` says why; the id is known all the same.
struct ReceivedUpdate {
  values::UpdateId id;
  values::Result<Update> update;
  boost::json::value raw;
};

struct UpdateBatch {
  values::BotId bot;
  std::vector<ReceivedUpdate> updates;  ///< In Telegram's order; may be empty.
  values::Timestamp received_at;
  /// The same for measuring durations: when the first of them came.
  std::chrono::steady_clock::time_point arrived = std::chrono::steady_clock::now();
  bool caught_up = false;  ///< Telegram has no more updates waiting: nothing that a timer decides about is on its way.
};

/// Completes once the batch is durable: true, or false if it can't be made so (the process is stopping).
using BatchHandler = std::function<boost::asio::awaitable<bool>(UpdateBatch)>;

/// How the source is doing, for /health and for the log.
struct SourceHealth {
  std::optional<values::Timestamp> last_success;  ///< When Telegram last answered as it should.
  std::optional<std::string> problem;             ///< One line, while there is one.
};

class UpdateSource {
 public:
  virtual ~UpdateSource() = default;

  /// Delivers batches until `stop` (no error) or until going on is pointless: the token is refused, or another process
  /// polls the same bot. The error is one line for the owner.
  virtual boost::asio::awaitable<values::Result<void>> run(BatchHandler handler) = 0;

  /// Ends `run` soon; the batch in hand is finished first.
  virtual void stop() = 0;

  virtual SourceHealth health() const = 0;
};

}  // namespace telegram
