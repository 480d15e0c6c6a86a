#pragma once
// One connection of the client to its server: opens, and exchanges one request for one answer at a time. Use it from
// its executor only; whatever it waits for ends when close() is called or its deadline passes.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/system/error_code.hpp>

#include "message_parser.hpp"
#include "net/http_client.hpp"
#include "net/url.hpp"
#include "resolution.hpp"
#include "stream.hpp"
#include "tls_context.hpp"
#include "watchdog.hpp"

namespace net {

/// Why a step failed, in words that hold no secret. Where a deadline or close() ended it, the kind means nothing.
struct StepFailure {
  HttpFailure failure;
  std::string reason;
};

class Connection {
 public:
  explicit Connection(const boost::asio::any_io_executor& executor);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool is_open() const { return stream_ && stream_->is_open(); }
  bool timed_out() const { return watchdog_.expired(); }
  void close_at(Clock::time_point deadline) { watchdog_.expire_at(deadline); }
  void close();

  /// Open, quiet, and so fit for another request. Peers are asked only after a pause: a server that closes a connection
  /// does it long after its last answer, and asking costs a system call.
  bool is_reusable();

  /// Connects anew; `tls` is null for plain HTTP. Each of the host's addresses gets its share of the time to
  /// `deadline`.
  boost::asio::awaitable<std::optional<StepFailure>> open(const Url& server, TlsContext* tls,
                                                          Clock::time_point deadline);

  struct Expectation {
    bool body = true;  ///< Not for HEAD.
    std::size_t max_body_bytes = 0;
  };
  /// Sends `request` and fills `answer`. Afterwards the connection is open if it can carry another exchange.
  boost::asio::awaitable<std::optional<StepFailure>> exchange(std::string_view request, Expectation expected,
                                                              Response& answer);

  /// Whether the last exchange failed because the peer had closed the connection before it answered anything.
  bool was_stale() const { return was_stale_; }

 private:
  using ErrorCode = boost::system::error_code;

  void interrupt();
  bool interrupted() const { return closed_ || watchdog_.expired(); }
  boost::asio::awaitable<ErrorCode> connect(Clock::time_point deadline);
  boost::asio::awaitable<std::optional<StepFailure>> secure(TlsContext& tls);
  boost::asio::awaitable<ErrorCode> receive(Expectation expected, Response& answer);
  /// Feeds the parser what was received, until it is done or wants more.
  ErrorCode parse(ResponseParser& parser);

  boost::asio::any_io_executor executor_;
  std::optional<Stream> stream_;
  std::shared_ptr<Resolution> resolution_;
  boost::beast::flat_buffer received_;
  Clock::time_point last_used_;
  bool answer_begun_ = false;
  bool was_stale_ = false;
  bool closed_ = false;
  Watchdog watchdog_;
};

}  // namespace net
