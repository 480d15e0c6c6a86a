#pragma once
// One client's connection to the server: reads a request, has it answered, writes the answer, and again, in order.
// Every wait has a deadline and every size a limit; what exceeds them is answered once and the connection closed. Use
// it from its executor only.

#include <memory>
#include <optional>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/system/error_code.hpp>

#include "message_parser.hpp"
#include "message_writer.hpp"
#include "net/http_server.hpp"
#include "stream.hpp"
#include "watchdog.hpp"

namespace net {

/// What all sessions of a server share.
struct Service {
  HttpServer::Handler handler;
  HttpServerOptions options;
};

class Session {
 public:
  /// `tls` is null for plain HTTP; it need not outlive the constructor.
  Session(boost::asio::ip::tcp::socket socket, std::shared_ptr<const Service> service,
          boost::asio::ssl::context* tls = nullptr);

  /// Serves until the client leaves, a limit is hit, or the session is told to end. The session must stay until then.
  boost::asio::awaitable<void> run();

  /// Ends after the request that is being received or answered: at once if no request's head has arrived.
  void finish();

  /// Whether closing it would lose nobody an answer.
  bool may_give_way() const { return phase_ != Phase::body && phase_ != Phase::answer; }
  /// Of two that may give way: whether this one should rather than `other`.
  bool gives_way_before(const Session& other) const;

  /// Ends at once; an answer in the making is dropped.
  void close() { stream_.close(); }

 private:
  using ErrorCode = boost::system::error_code;

  enum class Phase {
    handshake,
    idle,    ///< Between requests.
    head,    ///< Until it is complete and has passed the service's check.
    body,    ///< Until the request is complete.
    answer,  ///< Until the answer is written.
    refusal  ///< Writes why there will be no other answer.
  };

  boost::asio::awaitable<bool> shake_hands();
  boost::asio::awaitable<ErrorCode> wait_for_request();
  boost::asio::awaitable<ErrorCode> receive(RequestParser& parser);
  ErrorCode parse(RequestParser& parser);
  /// Whether the service wants the rest of a request whose head is complete; if not, `turned_away_` says what to
  /// answer.
  bool is_welcome(RequestParser& parser);
  boost::asio::awaitable<ErrorCode> read_more();
  boost::asio::awaitable<Response> handle(const Request& request);
  boost::asio::awaitable<bool> answer(RequestParser& parser);
  boost::asio::awaitable<ErrorCode> write(std::string wire);
  boost::asio::awaitable<void> break_off(std::string wire);
  /// Answers a request that could not be received, where there is somebody to answer.
  boost::asio::awaitable<void> refuse(const ErrorCode& error);
  boost::asio::awaitable<void> say_and_leave(Response response);
  boost::asio::awaitable<void> drain();
  void report(Refusal refusal) const;

  Stream stream_;
  std::shared_ptr<const Service> service_;
  boost::beast::flat_buffer received_;
  Phase phase_ = Phase::idle;
  Clock::time_point waiting_since_ = Clock::now();
  bool has_served_ = false;
  bool is_finishing_ = false;
  std::optional<Response> turned_away_;
  Watchdog watchdog_;
};

}  // namespace net
